import type { Card } from '../../src/chat'
import type { Rolecall, TestUser } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'

/** Offers the team as its owner would, and delivers what is owed; resolves to the transfer's id. */
export async function offerTeam(rolecall: Rolecall, { owner }: SeededTeam, person: string): Promise<string> {
  await owner.command('team transfer', { person })
  await owner.submit({ typed: 'confirm' })
  await rolecall.deliver()
  return lastTransfer(rolecall)
}

/** Offers a chatbot of theirs, by name, to whoever has the address. */
export async function offerChatbot(
  rolecall: Rolecall,
  owner: TestUser,
  { chatbot, address, name }: { chatbot: string; address: string; name: string },
): Promise<string> {
  await owner.command('chatbot transfer', { chatbot, address })
  await owner.click(`Offer it to ${name}`)
  await rolecall.deliver()
  return lastTransfer(rolecall)
}

async function lastTransfer({ db }: Rolecall): Promise<string> {
  const [made] = await db.query('SELECT id FROM transfer ORDER BY id DESC LIMIT 1')
  if (!made) throw new Error('nothing was offered')
  return made.id
}

export const statusOf = async ({ db }: Rolecall, id: string): Promise<string> =>
  (await db.query('SELECT status FROM transfer WHERE id = $1', [id]))[0].status

/** Roles in the team, by name. */
export async function rolesIn({ db }: Rolecall, { teamId }: SeededTeam): Promise<Record<string, string>> {
  const rows: { name: string; role: string }[] = await db.query(
    `SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.team_id = $1 AND m.ended_at IS NULL`,
    [teamId],
  )
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

export const ownerOf = async ({ db }: Rolecall, chatbotId: string): Promise<string> =>
  (
    await db.query('SELECT p.name FROM chatbot c JOIN person p ON p.id = c.owner_id WHERE c.id = $1', [
      chatbotId,
    ])
  )[0].name

export const addressOf = async ({ db }: Rolecall, { id }: TestUser): Promise<string> =>
  (
    await db.query(
      'SELECT a.address FROM person_address a JOIN chat_identity i USING (person_id) WHERE i.platform = $1 AND i.user_id = $2',
      [id.platform, id.userId],
    )
  )[0].address

export const countTransfers = async ({ db }: Rolecall, { accountId }: SeededTeam): Promise<number> =>
  Number((await db.query('SELECT count(*) AS n FROM transfer WHERE account_id = $1', [accountId]))[0].n)

/** The last redrawing of a message that this user has privately. */
export function redrawnFor({ sent }: Rolecall, { id }: TestUser): Card | undefined {
  return sent.findLast(
    ({ to, edited }) =>
      edited && 'channelId' in to && to.platform === id.platform && to.channelId === `direct-${id.userId}`,
  )?.card
}

/** Labels of a card's buttons. */
export const labelsOf = ({ buttons = [] }: Card): string[] => buttons.map(({ label }) => label)

/** The link of the last mail. */
export const linkIn = ({ mails }: Rolecall): string => mails.at(-1)?.mail.action?.href ?? ''

/** The last thing that somebody got privately. */
export function latestOf(rolecall: Rolecall, user: TestUser): Card {
  const card = rolecall.inboxOf(user).at(-1)
  if (!card) throw new Error(`nothing arrived for ${user.name}`)
  return card
}

/** What is said as one text, whatever is bold in it. */
export const said = (shown: unknown): string =>
  JSON.stringify(shown).replace(/\{"bold":"([^"]*)"\}|[[\]",]/g, '$1')
