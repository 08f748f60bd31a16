import type { Happening } from '../../src/chat'
import { BOTH_WAYS } from '../chatbots/stage'
import { changedTables, takeSnapshot } from '../hostile/snapshot'
import { createRolecall, type Rolecall, type TestUser, titleOf } from '../support/rolecall'
import { addWorkspace, giveRole, personOf, type Stage, seedUser, setStage } from './stage'

const WHO = ['AA', 'WA', 'AM', 'CM', 'BA', 'CU', 'WA of another workspace', 'AA of another account'] as const
type Who = (typeof WHO)[number]

/** domain.md §2.2, workspace.view and workspace.users, for everything that chat offers for them. */
const TABLE = {
  //                      AA     WA     AM     CM     BA     CU     sibling foreign
  'see the overview': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'list the users': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
  'change a role': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
  'change their own role': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
  'remove a user': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
  'name a new owner': ['yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no'],
} as const satisfies Record<string, readonly ('yes' | 'no')[]>
type Deed = keyof typeof TABLE

interface Target {
  workspaceId: string
  /** A chat user, who owns nothing. */
  personId: string
  ownerId: string
  teamId: string
  memberId: string
}

const typed = (command: string, options: Readonly<Record<string, string>>): Happening => ({
  kind: 'command',
  command,
  words: { options },
})
const pressed = (...press: string[]): Happening => ({ kind: 'press', press: press.join(':') })

/** As typed, and by the button or form that a card of somebody with the right carries; the last step changes something. */
const DEEDS: Readonly<Record<Deed, (at: Target, self: string) => { steps: Happening[]; changes: string[] }>> =
  {
    'see the overview': ({ workspaceId: workspace }) => ({
      steps: [typed('workspace overview', { workspace }), pressed('workspaces.overview', workspace)],
      changes: [],
    }),
    'list the users': ({ workspaceId: workspace }) => ({
      steps: [
        typed('workspace users', { workspace }),
        typed('workspace users', { workspace, name: 'Chad' }),
        pressed('workspaces.users', workspace, '0'),
      ],
      changes: [],
    }),
    'change a role': ({ workspaceId: workspace, personId }) => ({
      steps: [
        typed('workspace role', { workspace, person: personId, role: 'contentManager' }),
        pressed('workspaces.askRole', workspace, personId, 'contentManager'),
        pressed('workspaces.role', workspace, personId, 'contentManager'),
      ],
      changes: ['audit_entry', 'workspace_user'],
    }),
    'change their own role': ({ workspaceId: workspace }, self) => ({
      steps: [
        pressed('workspaces.askRole', workspace, self, 'billingAdmin'),
        pressed('workspaces.role', workspace, self, 'billingAdmin'),
      ],
      changes: ['audit_entry', 'workspace_user'],
    }),
    'remove a user': ({ workspaceId: workspace, personId }) => ({
      steps: [
        typed('workspace remove', { workspace, person: personId }),
        pressed('workspaces.askRemove', workspace, personId),
      ],
      changes: ['audit_entry', 'workspace_user'],
    }),
    'name a new owner': ({ workspaceId: workspace, ownerId }) => ({
      steps: [
        typed('workspace remove', { workspace, person: ownerId }),
        pressed('workspaces.askOwners', workspace, ownerId),
      ],
      changes: ['audit_entry', 'membership', 'workspace_user'],
    }),
  }

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const cells = (Object.keys(TABLE) as Deed[]).flatMap((deed) =>
  WHO.map((who, column) => [who, deed, TABLE[deed][column]] as const),
)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  test.each(cells.filter(([, , cell]) => cell === 'yes'))(
    '§2.2 F124 F129 F143 the %s may: %s',
    async (who, deed) => {
      const { actor, self, target } = await setScene(who)
      const { steps, changes } = DEEDS[deed](target, self)
      const before = await takeSnapshot(rolecall.db)
      for (const step of steps) expect(titleOf(await actor.does(step))).not.toMatch(REFUSED)
      if (deed === 'remove a user')
        await actor.press(await removePress(actor, target.workspaceId, target.personId))
      if (deed === 'name a new owner') await actor.submit({ [target.teamId]: target.memberId })
      expect(titleOf(actor.last)).not.toMatch(REFUSED)
      const changed = changedTables(before, await takeSnapshot(rolecall.db)).filter(
        (table) => table !== 'outbox',
      )
      expect(changed).toEqual(changes)
    },
  )

  test.each(cells.filter(([, , cell]) => cell === 'no'))(
    '§2.2 F126 F130 R21 the %s may not: %s; neither typed nor by a copied button or form, and nothing changes',
    async (who, deed) => {
      const { actor, self, target, stage } = await setScene(who)
      const { steps } = DEEDS[deed](target, self)
      const copied = await copiedConfirm(stage, deed, target)
      const before = await takeSnapshot(rolecall.db)
      for (const step of [...steps, ...copied]) expect(titleOf(await actor.does(step))).toMatch(REFUSED)
      expect(changedTables(before, await takeSnapshot(rolecall.db))).toEqual([])
    },
  )

  async function setScene(
    who: Who,
  ): Promise<{ stage: Stage; actor: TestUser; self: string; target: Target }> {
    const stage = await setStage(rolecall, { swapped })
    const { workspaceId, teamId, chatUser, owner, member } = stage
    const target = {
      ...{ workspaceId, teamId, personId: chatUser.personId },
      ownerId: await personOf(rolecall, owner),
      memberId: await personOf(rolecall, member),
    }
    const { user, personId } = await actorFor(stage, who)
    return { stage, actor: user, self: personId, target }
  }

  async function actorFor(stage: Stage, who: Who): Promise<{ user: TestUser; personId: string }> {
    const platform = swapped ? 'discord' : 'slack'
    switch (who) {
      case 'AA': {
        // Changing their own role takes having one.
        await giveRole(rolecall, stage, stage.accountAdmin.personId, 'chatUser')
        return stage.accountAdmin
      }
      case 'WA':
        return stage.workspaceAdmin
      case 'WA of another workspace': {
        const someone = await seedUser(rolecall, stage, 'Sibyl', platform, 'chatUser')
        const workspaceId = await addWorkspace(rolecall, stage, 'Sibling')
        await rolecall.db.query(
          `UPDATE workspace_user SET workspace_id = $2, role = 'workspaceAdmin' WHERE person_id = $1`,
          [someone.personId, workspaceId],
        )
        return someone
      }
      case 'AA of another account': {
        const { owner } = await setStage(rolecall, { swapped })
        return { user: owner, personId: await personOf(rolecall, owner) }
      }
      default:
        return seedUser(rolecall, stage, 'Sam', platform, ROLES[who])
    }
  }
})

const ROLES = { AM: 'agentManager', CM: 'contentManager', BA: 'billingAdmin', CU: 'chatUser' } as const

const REFUSED = /^(You may not do this in workspace|There is no such workspace)/

/** The button of a removal's card carries what was seen. */
async function removePress(actor: TestUser, workspaceId: string, personId: string): Promise<string> {
  const answer = await actor.press(`workspaces.askRemove:${workspaceId}:${personId}`)
  return /workspaces\.remove:[^"]*/.exec(JSON.stringify(answer))?.[0] ?? ''
}

/** The last step as somebody with the right would do it, by a card or form of theirs. */
async function copiedConfirm(
  { workspaceAdmin: { user } }: Stage,
  deed: Deed,
  { workspaceId, personId, ownerId, teamId, memberId }: Target,
): Promise<Happening[]> {
  if (deed === 'remove a user') return [pressed(await removePress(user, workspaceId, personId))]
  if (deed !== 'name a new owner') return []
  const answer = await user.press(`workspaces.askOwners:${workspaceId}:${ownerId}`)
  if (answer.kind !== 'form') throw new Error('the form is expected')
  return [{ kind: 'submit', submit: answer.form.submit, values: { [teamId]: memberId } }]
}
