import type { Choice, Command, Happening, Option } from '../../src/chat'
import type { TestUser } from '../support/rolecall'
import type { Scene } from './scene'

let [addresses, askings] = [0, 0]

/** A good value for every option that a command needs; of what can be searched, the first suggestion for the owner. */
export async function validValues(scene: Scene, command: Command): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [name, option] of Object.entries(command.options))
    if (option.required || option.asked) values[name] = await validValue(scene, command.name, name, option)
  return values
}

async function validValue(scene: Scene, command: string, name: string, option: Option): Promise<string> {
  switch (option.kind) {
    case 'choice':
      return option.choices[0]?.value ?? ''
    case 'search': {
      const asking = { kind: 'complete', command, option: name, typed: '', words: {} } as const
      return (await suggestionsFor(scene, asking, scene.people.owner.slack))[0]?.value ?? ''
    }
    case 'people':
      addresses += 1
      return `valid${addresses}@acme.test`
    case 'text':
      return 'Valid'
    case 'file':
      return 'no such file'
  }
}

/** What is suggested to somebody who types; fails when that is answered with anything else. */
export async function suggestionsFor(
  { rolecall }: Pick<Scene, 'rolecall'>,
  happening: Happening,
  { id, name, tenant }: TestUser,
): Promise<readonly Choice[]> {
  askings += 1
  const place = {
    platform: id.platform,
    tenant,
    channelId: 'general',
    direct: tenant === null,
    shared: false,
  }
  const suggested: (readonly Choice[])[] = []
  await rolecall.dispatch(
    { key: `asking ${askings}`, sender: { ...id, name }, place, happening },
    {
      showsFieldErrors: true,
      defer: async () => {},
      answer: async (answer) => {
        throw new Error(`answered ${JSON.stringify(answer)}`)
      },
      suggest: async (choices) => void suggested.push(choices),
    },
  )
  const [choices, ...others] = suggested
  if (!choices || others.length > 0) throw new Error('suggestions are given once')
  return choices
}
