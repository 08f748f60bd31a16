import type { Platform } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { makeAgent } from '../agents/stage'
import { makeChatbot, setTeam } from '../chatbots/stage'
import { makeBase } from '../knowledge/bases/stage'
import { createRolecall, type Rolecall, type TestUser } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

export const WHO = ['owner', 'admin', 'member', 'stranger'] as const
export type Who = (typeof WHO)[number]

/** Where each of them acts, when one platform is enough. */
export const PLATFORM: Readonly<Record<Who, Platform>> = {
  owner: 'slack',
  admin: 'discord',
  member: 'discord',
  stranger: 'slack',
}

/** Every kind of id of one account, by kind. */
export type Ids = Readonly<Record<string, readonly string[]>>

/** Two accounts: people of `ours` do hostile things, and nothing of `theirs` may ever show. */
export interface Scene {
  rolecall: Rolecall
  ours: SeededTeam
  theirs: SeededTeam
  people: Readonly<Record<Who, Readonly<Record<Platform, TestUser>>>>
  ourIds: Ids
  theirIds: Ids
}

/** Part of every name and address of the other account. */
export const FOREIGN = 'zyzzyva'

export async function setScene(): Promise<Scene> {
  const rolecall = await createRolecall()
  const ours = await seedTeam(rolecall)
  const theirs = await makeRecognisable(rolecall, await seedTeam(rolecall))
  const people = {
    owner: await onBothPlatforms(rolecall, ours, ours.owner),
    admin: await onBothPlatforms(rolecall, ours, ours.admin),
    member: await onBothPlatforms(rolecall, ours, ours.member),
    stranger: strangers(rolecall, ours),
  }
  await ours.owner.command('team invite', 'waiting@acme.test <@U555|guest>')
  await theirs.owner.command('team invite', `${FOREIGN}.waiting@far.test <@U666|${FOREIGN}>`)
  for (const kind of ['workspace', 'account']) {
    await ours.owner.command(`${kind} invite`, { people: `${kind}@acme.test` })
    await theirs.owner.command(`${kind} invite`, { people: `${FOREIGN}.${kind}@far.test` })
  }
  // Two each: nothing is done to one of them unless it is named.
  for (const name of ['Quinn', 'Quentin']) {
    await makeChatbot(rolecall, ours.owner, shared(name))
    await makeChatbot(rolecall, theirs.owner, shared(`${FOREIGN} ${name}`))
  }
  for (const name of ['Rita', 'Rosa']) {
    await makeAgent(rolecall, ours, ours.owner, shared(name))
    await makeAgent(rolecall, theirs, theirs.owner, shared(`${FOREIGN} ${name}`))
  }
  for (const name of ['Fees', 'Fares']) {
    await makeBase(rolecall, ours, ours.owner, name, name)
    await makeBase(rolecall, theirs, theirs.owner, `${FOREIGN} ${name}`, FOREIGN)
  }
  for (const name of ['Mango', 'Melon']) {
    await askToShare(rolecall, ours, name)
    await askToShare(rolecall, theirs, `${FOREIGN} ${name}`)
  }
  for (const team of [ours, theirs]) {
    await offerThings(rolecall, team)
    await employAgent(rolecall, team)
    await writeBills(rolecall, team)
  }
  await addDocument(rolecall, ours, 'ours.txt')
  await addDocument(rolecall, theirs, `${FOREIGN}.txt`)
  return {
    rolecall,
    ours,
    theirs,
    people,
    // What people think of an answer that all read is their own business.
    ourIds: { ...(await idsOf(rolecall, ours)), turn: [] },
    theirIds: oneOfEach(await idsOf(rolecall, theirs)),
  }
}

const shared = (name: string) => ({ name, description: name, instructions: name, level: 'view' }) as const

/** A member's own chatbot, for which the owner is asked; who is refused to decide finds that its card is redrawn soon. */
async function askToShare(rolecall: Rolecall, team: SeededTeam, name: string): Promise<void> {
  const { member, admin, teamId } = team
  await setTeam(team, 'memberChatbotCreation')
  const chatbotId = await makeChatbot(rolecall, member, { name })
  const submit = `requests.file:${chatbotId}:${teamId}`
  await member.does({ kind: 'submit', submit, values: { level: 'view', reason: name } })
  const [request] = await rolecall.db.query('SELECT id FROM share_request WHERE chatbot_id = $1', [chatbotId])
  await admin.press(`requests.approve:${request.id}`)
  await setTeam(team)
}

/** The team is offered to its admin, and so is a chatbot of the owner's. */
async function offerThings({ db }: Rolecall, { owner, teamId }: SeededTeam): Promise<void> {
  const [found] = await db.query(
    `SELECT m.person_id AS admin, c.id AS chatbot FROM membership m JOIN chatbot c USING (account_id)
     WHERE m.team_id = $1 AND m.role = 'admin' AND c.name LIKE '%Quentin'`,
    [teamId],
  )
  const submit = `transfers.team:${teamId}:${found?.admin}`
  await owner.does({ kind: 'submit', submit, values: { typed: 'confirm' } })
  await owner.press(`transfers.chatbot:${found?.chatbot}:${found?.admin}`)
}

/** One of its agents answers in a channel, and has been asked there. */
async function employAgent({ db }: Rolecall, { owner, workspaceId }: SeededTeam): Promise<void> {
  const [agent] = await db.query(
    'SELECT id, name FROM chatbot WHERE workspace_id = $1 AND owner_id IS NULL ORDER BY id LIMIT 1',
    [workspaceId],
  )
  const there = { place: { channelId: 'lobby' } }
  await owner.does({ kind: 'press', press: `agents.answerHere:${agent?.id}` }, undefined, there)
  const options = { question: `Who is ${agent?.name}?`, chatbot: agent?.name ?? '' }
  await owner.does({ kind: 'command', command: 'ask', words: { options } }, undefined, there)
}

/** An invoice, and a top-up that somebody wished to pay. */
async function writeBills({ db, clock }: Rolecall, { accountId, workspaceId }: SeededTeam): Promise<void> {
  const at = clock.now()
  const place = [accountId, workspaceId]
  await db.query(
    `INSERT INTO invoice (id, account_id, workspace_id, number, period_from, period_until, currency, parties, total_minor, paid_minor, made_at)
     SELECT $3, $1, $2, 1, created_at, created_at + interval '1 month', 'USD', '{"buyer": {"name": "Buyer"}, "workspace": "Place"}', 100, 0, $4
     FROM workspace WHERE id = $2`,
    [...place, newId(at), isoTime(at)],
  )
  await db.query(
    `INSERT INTO payment (id, account_id, workspace_id, kind, amount_micros, currency, asked_by, asked_at, provider, status)
     SELECT $3, $1, $2, 'topUp', 5000000, 'USD', person_id, $4, 'operator', 'open' FROM account_admin WHERE account_id = $1`,
    [...place, newId(at), isoTime(at)],
  )
}

async function addDocument(
  rolecall: Rolecall,
  { owner, accountId }: SeededTeam,
  name: string,
): Promise<void> {
  const chatbots = await rolecall.db.query('SELECT id FROM chatbot WHERE account_id = $1 ORDER BY id', [
    accountId,
  ])
  const file = rolecall.file(name, name)
  const submit = `knowledge.upload:${chatbots[0]?.id}`
  await owner.does({ kind: 'submit', submit, values: { files: [file.id] } }, undefined, { files: [file] })
}

async function makeRecognisable({ db }: Rolecall, team: SeededTeam): Promise<SeededTeam> {
  const { accountId } = team
  for (const table of ['account', 'workspace', 'team', 'connection'])
    await db.query(
      `UPDATE ${table} SET name = $2 || ' ' || name WHERE ${table === 'account' ? 'id' : 'account_id'} = $1`,
      [accountId, FOREIGN],
    )
  const people = 'person_id IN (SELECT person_id FROM workspace_user WHERE account_id = $1)'
  await db.query(`UPDATE person SET name = $2 || ' ' || name WHERE ${people.replace('person_id', 'id')}`, [
    accountId,
    FOREIGN,
  ])
  await db.query(`UPDATE chat_identity SET name = $2 || ' ' || name WHERE ${people}`, [accountId, FOREIGN])
  await db.query(`UPDATE person_address SET address = $2 || '.' || address WHERE ${people}`, [
    accountId,
    FOREIGN,
  ])
  return { ...team, teamName: `${FOREIGN} ${team.teamName}` }
}

/** The same person in Slack and in Discord. */
export async function onBothPlatforms(
  rolecall: Rolecall,
  { slackTenant, guild }: SeededTeam,
  user: TestUser,
): Promise<Record<Platform, TestUser>> {
  const { platform, tenant, userId } = user.id
  const other = platform === 'slack' ? 'discord' : 'slack'
  const id = {
    platform: other,
    tenant: other === 'slack' ? slackTenant : 'discord',
    userId: `${other === 'slack' ? 'U' : '8'}2${userId.slice(1)}`,
  } as const
  const at = rolecall.clock.now()
  await rolecall.db.query(
    `INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
     SELECT $1, person_id, $2, $3, $4, name, locale, time_zone, $5, $5 FROM chat_identity
     WHERE platform = $6 AND tenant = $7 AND user_id = $8`,
    [newId(at), other, id.tenant, id.userId, isoTime(at), platform, tenant, userId],
  )
  const double = rolecall.user(id, { name: user.name }, other === 'slack' ? slackTenant : guild)
  return platform === 'slack' ? { slack: user, discord: double } : { slack: double, discord: user }
}

function strangers(
  rolecall: Rolecall,
  { slackTenant, guild }: SeededTeam,
): Readonly<Record<Platform, TestUser>> {
  const [inSlack, inDiscord] = [`UNO${slackTenant}`, `6${guild.replace(/\D/g, '')}`]
  return {
    slack: rolecall.user({ platform: 'slack', tenant: slackTenant, userId: inSlack }),
    discord: rolecall.user({ platform: 'discord', tenant: 'discord', userId: inDiscord }, {}, guild),
  }
}

/** More of a kind would be refused alike, and each is tried everywhere. */
const oneOfEach = (ids: Ids): Ids =>
  Object.fromEntries(Object.entries(ids).map(([kind, all]) => [kind, all.slice(0, 1)]))

async function idsOf({ db }: Rolecall, { accountId }: SeededTeam): Promise<Ids> {
  const read = async (sql: string): Promise<string[]> =>
    (await db.query(sql, [accountId])).map((row: { id: string }) => row.id)
  const people = 'SELECT person_id FROM workspace_user WHERE account_id = $1 ORDER BY person_id'
  return {
    account: [accountId],
    workspace: await read('SELECT id FROM workspace WHERE account_id = $1'),
    team: await read('SELECT id FROM team WHERE account_id = $1'),
    person: await read(people.replace('person_id', 'person_id AS id')),
    membership: await read('SELECT id FROM membership WHERE account_id = $1 ORDER BY role'),
    invitation: await read('SELECT id FROM invitation WHERE account_id = $1 ORDER BY id'),
    chatbot: await read('SELECT id FROM chatbot WHERE account_id = $1 ORDER BY id'),
    share: await read('SELECT id FROM share_grant WHERE account_id = $1 ORDER BY id'),
    request: await read('SELECT id FROM share_request WHERE account_id = $1 ORDER BY id'),
    transfer: await read('SELECT id FROM transfer WHERE account_id = $1 ORDER BY id'),
    base: await read(
      'SELECT id FROM knowledge_base WHERE account_id = $1 AND chatbot_id IS NULL ORDER BY id',
    ),
    document: await read('SELECT id FROM document WHERE account_id = $1 ORDER BY id'),
    conversation: await read('SELECT id FROM conversation WHERE account_id = $1 ORDER BY id'),
    turn: await read('SELECT id FROM turn WHERE account_id = $1 ORDER BY id'),
    agentChannel: await read('SELECT id FROM agent_channel WHERE account_id = $1'),
    invoice: await read('SELECT id FROM invoice WHERE account_id = $1'),
    payment: await read('SELECT id FROM payment WHERE account_id = $1'),
    connection: await read('SELECT id FROM connection WHERE account_id = $1'),
    identity: await read(`SELECT id FROM chat_identity WHERE person_id IN (${people})`),
    notice: await read('SELECT id FROM outbox WHERE account_id = $1'),
    audit: await read('SELECT id FROM audit_entry WHERE account_id = $1'),
  }
}
