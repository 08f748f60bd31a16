import type { Happening } from '../../src/chat'
import { createRolecall, type Rolecall, type TestUser, titleOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { changedTables, takeSnapshot } from './snapshot'

const ACTORS = ['owner', 'admin', 'member', 'outsider', 'foreigner'] as const
type Actor = (typeof ACTORS)[number]

/**
 * domain.md §2.1, the rows that chat reaches today, and what derives from them. An outsider is of the same workspace but
 * not of the team; a foreigner owns a team in another account.
 */
const TABLE = {
  //                   owner  admin  member outsider foreigner
  'member.invite': ['yes', 'yes', 'no', 'no', 'no'],
  'member.remove': ['yes', 'yes', 'no', 'no', 'no'],
  'member.changeRole': ['yes', 'yes', 'no', 'no', 'no'],
  'team.settings': ['yes', 'yes', 'no', 'no', 'no'],
  'team.delete': ['yes', 'no', 'no', 'no', 'no'],
  'team.transfer': ['yes', 'no', 'no', 'no', 'no'],
  'team.leave': ['no', 'yes', 'yes', 'no', 'no'],
  'team audit': ['yes', 'yes', 'no', 'no', 'no'],
  'team invitations': ['yes', 'yes', 'no', 'no', 'no'],
  'send an invitation again': ['yes', 'yes', 'no', 'no', 'no'],
  'cancel an invitation': ['yes', 'yes', 'no', 'no', 'no'],
  'team overview': ['yes', 'yes', 'yes', 'no', 'no'],
  'team members': ['yes', 'yes', 'yes', 'no', 'no'],
  // Another's chatbot, shared with the team at level view; both settings are off.
  'chatbot.view': ['yes', 'yes', 'yes', 'no', 'no'],
  'chatbot.edit': ['yes', 'yes', 'no', 'no', 'no'],
  'chatbot.create': ['yes', 'yes', 'no', 'no', 'no'],
  'chatbot.deleteTeam': ['yes', 'yes', 'no', 'no', 'no'],
  'pause a chatbot': ['yes', 'yes', 'no', 'no', 'no'],
  'end a share': ['yes', 'yes', 'no', 'no', 'no'],
  'see a share': ['yes', 'yes', 'no', 'no', 'no'],
  'change a share': ['yes', 'no', 'no', 'no', 'no'],
} as const satisfies Record<string, readonly ('yes' | 'no')[]>
type Deed = keyof typeof TABLE

/** How it is done: as typed, then by the button or form that a card of somebody with the right carries. */
const DEEDS: Readonly<Record<Deed, (at: Stage) => { steps: Happening[]; changes: string[] }>> = {
  'member.invite': ({ teamId }) => ({
    steps: [typed('team invite', { people: 'ann@new.test', team: teamId })],
    changes: ['audit_entry', 'invitation'],
  }),
  'member.remove': ({ teamId, miloId }) => ({
    steps: [typed('team remove', { person: 'Milo', team: teamId }), pressed('teams.remove', miloId)],
    changes: ['audit_entry', 'membership'],
  }),
  'member.changeRole': ({ teamId, miloId }) => ({
    steps: [
      typed('team role', { person: 'Milo', role: 'admin', team: teamId }),
      pressed('teams.role', miloId, 'admin'),
    ],
    changes: ['audit_entry', 'membership'],
  }),
  'team.settings': ({ teamId }) => ({
    steps: [
      typed('team settings', { team: teamId }),
      submitted('teams.settings', `${teamId}:1`, { name: 'Renamed', switches: ['memberDocumentUploads'] }),
    ],
    changes: ['audit_entry', 'team'],
  }),
  'team.delete': ({ teamId, teamName }) => ({
    steps: [typed('team delete', { team: teamId }), submitted('teams.delete', teamId, { name: teamName })],
    changes: ['audit_entry', 'connection', 'membership', 'team'],
  }),
  'team.transfer': ({ teamId }) => ({
    steps: [
      typed('team transfer', { person: 'Milo', team: teamId }),
      submitted('transfers.team', teamId, { person: 'Milo', typed: 'confirm' }),
    ],
    changes: ['audit_entry', 'transfer'],
  }),
  'team.leave': ({ teamId }) => ({
    steps: [typed('team leave', { team: teamId }), pressed('teams.leave', teamId)],
    changes: ['audit_entry', 'membership'],
  }),
  'team audit': ({ teamId }) => reading('team audit', 'teams.audit', teamId),
  'team invitations': ({ teamId }) => reading('team invitations', 'invites.list', teamId),
  'team members': ({ teamId }) => reading('team members', 'teams.members', teamId),
  'team overview': ({ teamId }) => reading('team overview', 'teams.overview', teamId),
  'send an invitation again': ({ invitationId }) => ({
    steps: [pressed('invites.resend', invitationId)],
    changes: ['audit_entry', 'invitation'],
  }),
  'cancel an invitation': ({ invitationId }) => ({
    steps: [pressed('invites.cancel', invitationId)],
    changes: ['audit_entry', 'invitation'],
  }),
  'chatbot.view': ({ chatbotId }) => ({
    steps: [typed('chatbot show', { chatbot: chatbotId }), pressed('chatbots.versions', chatbotId, '0')],
    changes: [],
  }),
  'chatbot.edit': ({ chatbotId }) => ({
    steps: [
      typed('chatbot edit', { chatbot: chatbotId }),
      submitted('chatbots.edit', `${chatbotId}:1`, { name: 'Edited' }),
    ],
    changes: ['audit_entry', 'chatbot'],
  }),
  'chatbot.create': ({ teamId }) => ({
    steps: [typed('chatbot create', { team: teamId }), submitted('chatbots.create', teamId, { name: 'New' })],
    changes: ['audit_entry', 'chatbot', 'chatbot_instructions', 'knowledge_base'],
  }),
  'chatbot.deleteTeam': ({ chatbotId }) => ({
    steps: [
      typed('chatbot delete', { chatbot: chatbotId }),
      submitted('chatbots.delete', chatbotId, { name: 'Shared' }),
    ],
    changes: ['audit_entry', 'chatbot', 'chatbot_instructions', 'knowledge_base', 'share_grant'],
  }),
  'pause a chatbot': ({ chatbotId }) => ({
    steps: [typed('chatbot pause', { chatbot: chatbotId }), pressed('chatbots.status', chatbotId, 'archive')],
    changes: ['audit_entry', 'chatbot'],
  }),
  'end a share': ({ chatbotId, teamId }) => ({
    steps: [pressed('shares.askEnd', chatbotId, teamId), pressed('shares.end', chatbotId, teamId)],
    changes: ['audit_entry', 'share_grant'],
  }),
  'see a share': ({ chatbotId }) => ({
    steps: [typed('chatbot access', { chatbot: chatbotId }), pressed('shares.list', chatbotId, '0')],
    changes: [],
  }),
  'change a share': ({ chatbotId, teamId }) => ({
    steps: [
      pressed('shares.ask', chatbotId, teamId),
      pressed('shares.change', chatbotId, teamId, 'edit', '1'),
    ],
    changes: ['audit_entry', 'share_grant'],
  }),
}

const typed = (command: string, options: Readonly<Record<string, string>>): Happening => ({
  kind: 'command',
  command,
  words: { options },
})
const pressed = (press: string, ...ids: string[]): Happening => ({
  kind: 'press',
  press: [press, ...ids].join(':'),
})
const submitted = (
  submit: string,
  id: string,
  values: Readonly<Record<string, string | string[]>>,
): Happening => ({
  kind: 'submit',
  submit: `${submit}:${id}`,
  values,
})
const reading = (command: string, press: string, team: string) => ({
  steps: [typed(command, { team }), pressed(press, team, '0')],
  changes: [],
})

interface Stage extends SeededTeam {
  miloId: string
  invitationId: string
  chatbotId: string
  outsider: TestUser
  foreigner: TestUser
}

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

async function setStage(): Promise<Stage> {
  const team = await seedTeam(rolecall)
  const milo = await seedPerson(rolecall, team, { name: 'Milo', platform: 'discord', role: 'member' })
  const outsider = await seedPerson(rolecall, team, { name: 'Oscar', platform: 'slack' })
  const { owner: foreigner } = await seedTeam(rolecall)
  await team.owner.command('team invite', 'waiting@acme.test')
  const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE team_id = $1', [team.teamId])
  const mona = await seedPerson(rolecall, team, { name: 'Mona', platform: 'slack', role: 'admin' })
  await mona.user.command('chatbot create')
  await mona.user.submit({ name: 'Shared', level: 'view' })
  const [grant] = await rolecall.db.query('SELECT chatbot_id FROM share_grant WHERE team_id = $1', [
    team.teamId,
  ])
  return {
    ...team,
    ...{ miloId: milo.membershipId, invitationId: id, chatbotId: grant.chatbot_id },
    ...{ outsider: outsider.user, foreigner },
  }
}

const REFUSED: Readonly<Record<Actor, RegExp>> = {
  owner: /^The owner cannot leave$/,
  admin: /^You may not (do this in team|share chatbot) /,
  member:
    /^You may not (do this in team|(do this with|delete|share) chatbot) |^This is switched off for members/,
  outsider: /^There is no such (team|member|invitation|chatbot)$/,
  foreigner: /^There is no such (team|member|invitation|chatbot)$/,
}

const REFUSAL = new RegExp(
  Object.values(REFUSED)
    .map(({ source }) => source)
    .join('|'),
)

const cells = (Object.keys(TABLE) as Deed[]).flatMap((deed) =>
  ACTORS.map((actor, column) => [actor, deed, TABLE[deed][column]] as const),
)

test.each(cells.filter(([, , cell]) => cell === 'yes'))('§2.1 the %s may: %s', async (actor, deed) => {
  const stage = await setStage()
  const { steps, changes } = DEEDS[deed](stage)
  const before = await takeSnapshot(rolecall.db)
  for (const step of steps) expect(titleOf(await stage[actor].does(step))).not.toMatch(REFUSAL)
  // Who else is told is not the matter here.
  const changed = changedTables(before, await takeSnapshot(rolecall.db)).filter((table) => table !== 'outbox')
  expect(changed).toEqual(changes)
})

test.each(cells.filter(([, , cell]) => cell === 'no'))(
  '§2.1 R21 the %s may not: %s; neither typed nor by a copied button, and nothing changes',
  async (actor, deed) => {
    const stage = await setStage()
    const before = await takeSnapshot(rolecall.db)
    for (const step of DEEDS[deed](stage).steps)
      expect(titleOf(await stage[actor].does(step))).toMatch(REFUSED[actor])
    expect(changedTables(before, await takeSnapshot(rolecall.db))).toEqual([])
  },
)
