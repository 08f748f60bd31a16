import type { Choice, Command, Option } from '../../src/chat'
import type { Scene } from './scene'

let addresses = 0

/** A good value for every option that a command needs; of what can be searched, the first suggestion for the owner. */
export async function validValues(scene: Scene, command: Command): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [name, option] of Object.entries(command.options))
    if (option.required || option.asked) values[name] = await validValue(scene, command, name, option)
  return values
}

async function validValue(scene: Scene, command: Command, name: string, option: Option): Promise<string> {
  switch (option.kind) {
    case 'choice':
      return option.choices[0]?.value ?? ''
    case 'search':
      return (await suggestionsFor(scene, command.name, name))[0]?.value ?? ''
    case 'people':
      addresses += 1
      return `valid${addresses}@acme.test`
    case 'text':
      return 'Valid'
  }
}

async function suggestionsFor({ rolecall, people }: Scene, command: string, option: string) {
  let choices: readonly Choice[] = []
  const { id, name, tenant } = people.owner.slack
  await rolecall.dispatch(
    {
      key: `valid ${command} ${option}`,
      sender: { ...id, name },
      place: { platform: id.platform, tenant, channelId: 'general', direct: false, shared: false },
      happening: { kind: 'complete', command, option, typed: '', words: {} },
    },
    {
      showsFieldErrors: true,
      defer: async () => {},
      answer: async () => undefined,
      suggest: async (found) => {
        choices = found
      },
    },
  )
  return choices
}
