import '@skyra/discord-components-core/discord-mention.js'
import { usePerson } from '../chat/person-context'
import { useDark } from '../state/use-dark'

/** `mark` as Discord writes it: `@`, `@!`, `@&` or `#`. */
export function DiscordMention({ mark, id }: { mark: string; id: string }) {
  const { people, channels } = usePerson()
  const lightTheme = !useDark()
  const person = people.find(({ userId }) => userId === id)?.name ?? 'Rolecall'
  if (mark === '@&')
    return (
      <discord-mention type="role" lightTheme={lightTheme}>
        role
      </discord-mention>
    )
  if (mark !== '#')
    return (
      <discord-mention type="user" lightTheme={lightTheme}>
        {person}
      </discord-mention>
    )
  const channel = channels.find((each) => each.id === id)?.name.replace(/^#/, '') ?? 'unknown'
  return (
    <discord-mention type="channel" lightTheme={lightTheme}>
      {channel}
    </discord-mention>
  )
}
