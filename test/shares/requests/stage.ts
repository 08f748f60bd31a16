import { type Context, isRefusal, type Visit } from '../../../src/chat'
import { createIdentify } from '../../../src/people'
import { fileRequest, type RequestFiled, type RequestWish } from '../../../src/shares/requests/file-request'
import { readRequest } from '../../../src/shares/requests/repository'
import type { ShareRequest } from '../../../src/shares/requests/request'
import { acceptTransfer } from '../../../src/transfers/accept-transfer'
import { startChatbotTransfer, startTeamTransfer } from '../../../src/transfers/start-transfer'
import { auditedOf, makeChatbot, setTeam } from '../../chatbots/stage'
import type { Rolecall, TestUser } from '../../support/rolecall'
import type { SeededTeam } from '../../support/seed'

let happenings = 0

/** What a handler is given at this moment when this person does something; the same `key` is the same happening. */
export async function contextOf(
  { db, clock }: Rolecall,
  { id, tenant, name }: TestUser,
  key = `direct ${happenings++}`,
): Promise<Context> {
  const place = { platform: id.platform, tenant, channelId: 'general', direct: false, shared: false }
  const identify = createIdentify({ db, profiles: () => undefined, log: console })
  const visit = async (): Promise<Visit> => {
    const at = clock.now()
    const sender = { ...id, name }
    const { actor, home } = await identify({ key, sender, place, happening: { kind: 'home' } }, at)
    const reader = { locale: 'en', timeZone: 'UTC', now: at }
    return { actor, home, sender, place, reader, files: [], at, key, renew: visit }
  }
  return (await visit()) as Context
}

export interface Asked {
  id: string
  chatbotId: string
}

/** A member's chatbot for which the owner of the team is asked. */
export async function askFor(
  rolecall: Rolecall,
  team: SeededTeam,
  wish: Partial<RequestWish> = {},
): Promise<Asked> {
  await setTeam(team, 'memberChatbotCreation')
  const chatbotId = await makeChatbot(rolecall, team.member)
  const filed = await file(rolecall, team, team.member, { chatbotId, ...wish })
  if (isRefusal(filed)) throw new Error(`not filed: ${JSON.stringify(filed)}`)
  return { id: filed.id, chatbotId }
}

export async function file(
  rolecall: Rolecall,
  team: SeededTeam,
  user: TestUser,
  wish: Pick<RequestWish, 'chatbotId'> & Partial<RequestWish>,
  key?: string,
): ReturnType<typeof fileRequest> {
  const { db } = rolecall
  const context = await contextOf(rolecall, user, key)
  return fileRequest(db, context, { teamId: team.teamId, level: 'view', reason: null, ...wish })
}

export function filed(answer: Awaited<ReturnType<typeof fileRequest>>): RequestFiled {
  if (isRefusal(answer)) throw new Error(`not filed: ${JSON.stringify(answer)}`)
  return answer
}

export async function kept({ db }: Rolecall, id: string): Promise<ShareRequest> {
  const [request] = await readRequest(db, [id])
  if (!request) throw new Error('no such request')
  return request
}

export const countRequests = async ({ db }: Rolecall, chatbotId: string): Promise<number> =>
  (await db.query('SELECT id FROM share_request WHERE chatbot_id = $1', [chatbotId])).length

/** What the link of a mail names that is sent now. */
export async function linkHashOf({ db }: Rolecall, id: string): Promise<Buffer> {
  const [{ token_hash }] = await db.query('SELECT token_hash FROM share_request WHERE id = $1', [id])
  return token_hash
}

interface Owed {
  kind: string
  name: string
  who: string | null
  data: Record<string, unknown> | null
}

/** What has been owed about a request, in order. */
export const owedOf = ({ db }: Rolecall, id: string): Promise<Owed[]> =>
  db.query(
    `SELECT o.kind, o.name, p.name AS who, o.data FROM outbox o LEFT JOIN person p ON p.id = o.person_id
     WHERE o.subject_id = $1 ORDER BY o.id`,
    [id],
  )

/** The same, each in a few words, e.g. `notice request.decided Maya`. */
export const owedWords = async (rolecall: Rolecall, id: string): Promise<string[]> =>
  (await owedOf(rolecall, id)).map(({ kind, name, who }) => [kind, name, who].filter(Boolean).join(' '))

export const personOf = async ({ db }: Rolecall, { id }: TestUser): Promise<string> =>
  (await db.query('SELECT person_id FROM chat_identity WHERE user_id = $1', [id.userId]))[0].person_id

/** Offers the team to another of its people; resolves to the transfer, for `takeOver`. */
export async function offerTeam(rolecall: Rolecall, team: SeededTeam, to: TestUser): Promise<string> {
  const { db, secrets } = rolecall
  const context = await contextOf(rolecall, team.owner)
  const wish = { teamId: team.teamId, personId: await personOf(rolecall, to), typed: 'confirm' }
  const started = await startTeamTransfer(db, secrets, context, wish)
  if (isRefusal(started)) throw new Error(`not offered: ${JSON.stringify(started)}`)
  return started.id
}

/** Offers a chatbot to somebody of its workspace. */
export async function offerChatbot(
  rolecall: Rolecall,
  owner: TestUser,
  chatbotId: string,
  to: TestUser,
): Promise<string> {
  const { db, secrets } = rolecall
  const wish = { chatbotId, personId: await personOf(rolecall, to) }
  const started = await startChatbotTransfer(db, secrets, await contextOf(rolecall, owner), wish)
  if (isRefusal(started)) throw new Error(`not offered: ${JSON.stringify(started)}`)
  return started.id
}

export const takeOver = async (rolecall: Rolecall, to: TestUser, transferId: string) =>
  acceptTransfer(rolecall.db, await contextOf(rolecall, to), transferId)

export const grantsEver = ({ db }: Rolecall, { chatbotId }: Asked): Promise<unknown[]> =>
  db.query('SELECT id FROM share_grant WHERE chatbot_id = $1', [chatbotId])

const count = (words: readonly string[], wanted: string) => words.filter((each) => each === wanted).length

/** Status, share, audit and what is owed stand together or not at all: one statement wrote them. */
export async function expectWhole(rolecall: Rolecall, asked: Asked, status: string): Promise<void> {
  expect(await kept(rolecall, asked.id)).toMatchObject({ status })
  const approved = status === 'approved' ? 1 : 0
  expect(await grantsEver(rolecall, asked)).toHaveLength(approved)
  const audited = (await auditedOf(rolecall, asked.id)).filter((action) => action !== 'request.filed')
  expect(audited).toHaveLength(1)
  expect(count(audited, 'request.approved')).toBe(approved)
  const owed = await owedWords(rolecall, asked.id)
  expect(count(owed, 'notice request.decided Maya')).toBe(audited[0] === 'request.withdrawn' ? 0 : 1)
  expect(count(owed, 'refresh shareRequest')).toBeGreaterThan(0)
}
