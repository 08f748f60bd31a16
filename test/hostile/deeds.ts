import type { Rolecall, TestUser } from '../support/rolecall'
import { seedPerson, seedTeam } from '../support/seed'
import { Model, type Person, type Role } from './model'

export interface Actor extends Person {
  user: TestUser
}

export interface Cast {
  rolecall: Rolecall
  people: readonly Actor[]
  model: Model
}

/** One thing somebody tries; the numbers pick from what there is, in both accounts. */
export interface Step {
  who: number
  /** Done by somebody who probably may: random people mostly may not. */
  fitting: boolean
  deed: keyof typeof DEEDS
  subject: number
  other: number
  asAdmin: boolean
  waitMs: number
}

/** Two accounts of five people each: an owner, an admin, a member, and two who are in no team. */
export async function castOf(rolecall: Rolecall): Promise<Cast> {
  const people: Actor[] = []
  const model = new Model()
  for (const swapped of [false, true]) {
    const team = await seedTeam(rolecall, { swapped })
    const outsiders = []
    for (const [name, platform] of [
      ['Otto', 'slack'],
      ['Oda', 'discord'],
    ] as const)
      outsiders.push((await seedPerson(rolecall, team, { name, platform })).user)
    for (const user of [team.owner, team.admin, team.member, ...outsiders])
      people.push({ ...(await readPerson(rolecall, user)), accountId: team.accountId, user })
    for (const { id, personId, role } of await readMemberships(rolecall, team.teamId))
      model.join(id, team.teamId, personId, role)
  }
  return { rolecall, people, model }
}

async function readPerson({ db }: Rolecall, { id }: TestUser) {
  const [person] = await db.query(
    `SELECT i.person_id AS "personId", a.address FROM chat_identity i JOIN person_address a USING (person_id)
     WHERE i.platform = $1 AND i.tenant = $2 AND i.user_id = $3`,
    [id.platform, id.tenant, id.userId],
  )
  return person as { personId: string; address: string }
}

const readMemberships = (
  { db }: Rolecall,
  teamId: string,
): Promise<{ id: string; personId: string; role: Role }[]> =>
  db.query(
    'SELECT id, person_id AS "personId", role FROM membership WHERE team_id = $1 AND ended_at IS NULL',
    [teamId],
  )

const pick = <T>(all: Iterable<T>, number: number): T | undefined => {
  const list = [...all]
  return list[number % list.length]
}

type Do = (cast: Cast, actor: Actor, step: Step, now: number) => Promise<void>

/** Each is tried in chat whatever the model says; the model changes only when it ought to work. */
export const DEEDS = {
  async invite({ rolecall, people, model }, actor, { subject, other, asAdmin }, now) {
    const teamId = pick(model.teams.keys(), subject) ?? ''
    const invitee =
      pick(
        people.filter(({ accountId }) => accountId === actor.accountId),
        other,
      ) ?? actor
    const role = asAdmin ? 'admin' : 'member'
    const may = model.mayInvite(actor, teamId, invitee, now)
    await actor.user.command('team invite', { people: invitee.address, role, team: teamId })
    if (!may) return
    const [{ id }] = await rolecall.db.query(
      `SELECT id FROM invitation WHERE team_id = $1 AND invitee = 'mail:' || $2 AND status = 'pending'`,
      [teamId, invitee.address],
    )
    const invited = { teamId, personId: invitee.personId, role, open: true, until: 0 } as const
    model.invitations.set(id, { ...invited })
    model.resend(model.invitations.get(id) ?? { ...invited }, now)
  },

  async accept({ rolecall, model }, actor, { subject }, now) {
    const [id, invited] = pick(model.invitations, subject) ?? []
    const may = invited && model.mayAnswer(actor, invited, now) && !model.roleIn(invited.teamId, actor)
    await actor.user.press(`invites.accept:${id}`)
    if (!may) return
    invited.open = false
    const joined = (await readMemberships(rolecall, invited.teamId)).find(
      ({ personId }) => personId === actor.personId,
    )
    model.join(joined?.id ?? 'none', invited.teamId, actor.personId, invited.role)
  },

  async decline({ model }, actor, { subject }, now) {
    const [id, invited] = pick(model.invitations, subject) ?? []
    await actor.user.press(`invites.decline:${id}`)
    if (invited && model.mayAnswer(actor, invited, now)) invited.open = false
  },

  async cancel({ model }, actor, { subject }, now) {
    const [id, invited] = pick(model.invitations, subject) ?? []
    await actor.user.press(`invites.cancel:${id}`)
    if (invited && model.manages(invited.teamId, actor) && now < invited.until) invited.open = false
  },

  async resend({ model }, actor, { subject }, now) {
    const [id, invited] = pick(model.invitations, subject) ?? []
    await actor.user.press(`invites.resend:${id}`)
    if (invited && model.mayResend(actor, invited, now)) model.resend(invited, now)
  },

  async changeRole({ model }, actor, { subject, asAdmin }) {
    const [id = '', target] = pick(model.memberships, subject) ?? []
    const role = asAdmin ? 'admin' : 'member'
    const may = model.mayChange(actor, id)
    await actor.user.press(`teams.role:${id}:${role}`)
    if (may && target) model.teams.get(target.teamId)?.set(target.personId, role)
  },

  async remove({ model }, actor, { subject }) {
    const [id = '', target] = pick(model.memberships, subject) ?? []
    const may = model.mayChange(actor, id)
    await actor.user.press(`teams.remove:${id}`)
    if (may && target) model.end(target.teamId, target.personId)
  },

  async leave({ model }, actor, { subject }) {
    const teamId = pick(model.teams.keys(), subject) ?? ''
    await actor.user.press(`teams.leave:${teamId}`)
    if (model.roleIn(teamId, actor) !== 'owner') model.end(teamId, actor.personId)
  },

  async createTeam({ rolecall, model }, actor, { subject }) {
    await actor.user.command('team create', { name: `Team ${subject}` })
    const [{ id }] = await rolecall.db.query('SELECT id FROM team ORDER BY id DESC LIMIT 1')
    for (const made of await readMemberships(rolecall, id)) model.join(made.id, id, actor.personId, 'owner')
  },

  async deleteTeam({ rolecall, model }, actor, { subject, asAdmin }) {
    // Not too often: without teams there is little to do.
    if (asAdmin) return
    const teamId = pick(model.teams.keys(), subject) ?? ''
    const [team] = await rolecall.db.query('SELECT name FROM team WHERE id = $1', [teamId])
    const name = String(team?.name)
    await actor.user.does({ kind: 'submit', submit: `teams.delete:${teamId}`, values: { name } })
    if (model.roleIn(teamId, actor) === 'owner') model.endTeam(teamId)
  },

  async settings({ rolecall, model }, actor, { subject, asAdmin }) {
    const teamId = pick(model.teams.keys(), subject) ?? ''
    const [team] = await rolecall.db.query('SELECT settings_version AS seen FROM team WHERE id = $1', [
      teamId,
    ])
    const values = { name: `Named ${subject}`, switches: asAdmin ? ['memberChatbotCreation'] : [] }
    await actor.user.does({ kind: 'submit', submit: `teams.settings:${teamId}:${team?.seen}`, values })
  },

  async sweep({ rolecall }) {
    await rolecall.sweep()
  },
} as const satisfies Record<string, Do>

/** Does one step at a moment of its own. */
export async function perform(cast: Cast, step: Step): Promise<void> {
  const { rolecall, people } = cast
  rolecall.clock.advance(step.waitMs)
  const actor = (step.fitting && fittingActor(cast, step)) || pick(people, step.who)
  if (actor) await (DEEDS[step.deed] as Do)(cast, actor, step, rolecall.clock.now())
}

/** The invited one for an answer, else the owner of the team it is about. */
function fittingActor({ people, model }: Cast, { deed, subject }: Step): Actor | undefined {
  const invited = pick(model.invitations.values(), subject)
  if (deed === 'accept' || deed === 'decline')
    return people.find(({ personId }) => personId === invited?.personId)
  const about = {
    ...{ cancel: invited?.teamId, resend: invited?.teamId },
    ...{ changeRole: pick(model.memberships.values(), subject)?.teamId },
    ...{ remove: pick(model.memberships.values(), subject)?.teamId },
  }
  const teamId =
    (deed in about ? about[deed as keyof typeof about] : undefined) ?? pick(model.teams.keys(), subject)
  return people.find((person) => model.roleIn(teamId ?? '', person) === 'owner')
}
