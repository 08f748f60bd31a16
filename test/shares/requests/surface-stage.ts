import { type Card, plainText, type Text } from '../../../src/chat'
import { makeChatbot, setTeam } from '../../chatbots/stage'
import { pressOf, type Rolecall, type TestUser } from '../../support/rolecall'
import type { SeededTeam } from '../../support/seed'
import type { Asked } from './stage'

interface Wish {
  name?: string
  level?: 'view' | 'edit' | 'full'
  reason?: string
}

/** A member makes a chatbot and asks through the form; everybody concerned has been told. */
export async function askInChat(
  rolecall: Rolecall,
  team: SeededTeam,
  { name = 'Helper', level = 'view', reason }: Wish = {},
): Promise<Asked> {
  await setTeam(team, 'memberChatbotCreation')
  const chatbotId = await makeChatbot(rolecall, team.member, { name })
  await fileForm(team, chatbotId, { level, ...(reason !== undefined && { reason }) })
  await rolecall.deliver()
  const [row] = await rolecall.db.query('SELECT id FROM share_request WHERE chatbot_id = $1', [chatbotId])
  if (!row) throw new Error(`not filed: ${JSON.stringify(team.member.last)}`)
  return { id: row.id, chatbotId }
}

/** Submits the form that asks the owner of the team. */
export const fileForm = (
  { member, teamId }: SeededTeam,
  chatbotId: string,
  values: Record<string, string>,
  by: TestUser = member,
) => by.does({ kind: 'submit', submit: `requests.file:${chatbotId}:${teamId}`, values })

/** What somebody was told last. */
export function toldTo(rolecall: Rolecall, user: TestUser): Card {
  const card = rolecall.inboxOf(user).at(-1)
  if (!card) throw new Error(`${user.name} was told nothing`)
  return card
}

/** How somebody's copies were redrawn last. */
export const redrawnFor = ({ sent }: Rolecall, { id }: TestUser): Card | undefined =>
  sent
    .filter(({ to, edited }) => edited && 'channelId' in to && to.channelId === `direct-${id.userId}`)
    .at(-1)?.card

/** Presses a button of a card that stands somewhere. */
export const pressOn = (user: TestUser, card: Card, label: string, key?: string) =>
  user.press(pressOf({ kind: 'say', audience: 'private', card }, label), key)

export const buttonsOf = (card: Card | undefined): string[] => (card?.buttons ?? []).map(({ label }) => label)

/** Everything a card says, as it is read out. */
export function read(card: Card | undefined): string {
  const { title, text, fields = [], rows = [], context } = card ?? { title: '' }
  const lines: (Text | undefined)[] = [
    title,
    text,
    ...fields.flatMap(({ name, value }) => [name, value]),
    ...rows.map((row) => row.text),
    context,
  ]
  return lines
    .map((line) => plainText(line ?? '', { locale: 'en', timeZone: 'UTC', now: 0 }))
    .filter((line) => line !== '')
    .join('\n')
}
