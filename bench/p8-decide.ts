import { AbilityBuilder, createMongoAbility, type MongoAbility, subject } from '@casl/ability'
import {
  type Actor,
  type ChatbotReach,
  decideTeam,
  decideWorkspace,
  TEAM_ACTIONS,
  TEAM_MATRIX,
  type TeamAction,
  type TeamMembership,
  type TeamRole,
  WORKSPACE_ACTIONS,
  WORKSPACE_MATRIX,
  type WorkspaceRole,
} from '../src/access'
import { type Figure, inTurns } from './support/bench'
import { atLeast, judged, median } from './support/rows'

/** One question, asked of both. */
interface Cell {
  ours(): boolean
  casl(): boolean
}

/**
 * P8: decisions per second over every cell of both matrices, against CASL with conditions and the same answers.
 * CASL's abilities are built beforehand, which a product that caches no permission could not do; what is decided about
 * was read just now, so it gets its subject type at each decision.
 */
export const decide: Figure = async ({ rounds }) => {
  const cells = [...teamCells(), ...workspaceCells()]
  const apart = cells.filter((cell) => cell.ours() !== cell.casl()).length
  if (apart > 0) throw new Error(`CASL decides ${apart} of ${cells.length} cells otherwise`)
  const measured = await inTurns(rounds, {
    ours: async () => perSecond(cells.map((cell) => cell.ours)),
    casl: async () => perSecond(cells.map((cell) => cell.casl)),
  })
  const [ours, casl] = [median(measured.ours), median(measured.casl)]
  const millions = (value: number) => `${(value / 1e6).toFixed(2)} M/s`
  const shown = `${Math.round(ours / casl)}× (${millions(ours)} / ${millions(casl)})`
  return [
    judged(
      'P8',
      `decide over ${cells.length} cells / CASL with conditions`,
      ours / casl,
      shown,
      atLeast(20, '×'),
    ),
  ]
}

const MEASURE_MS = 1_000

function perSecond(questions: readonly (() => boolean)[]): number {
  const startedAt = performance.now()
  let [decided, allowed] = [0, 0]
  while (performance.now() - startedAt < MEASURE_MS) {
    for (let lap = 0; lap < 20; lap += 1) for (const ask of questions) if (ask()) allowed += 1
    decided += 20 * questions.length
  }
  if (allowed === 0 || allowed === decided) throw new Error('the matrices hold both yes and no')
  return (decided * 1_000) / (performance.now() - startedAt)
}

const BOTH = [false, true]
const TEAM_ROLES: readonly TeamRole[] = ['owner', 'admin', 'member']

function* teamCells(): Generator<Cell> {
  for (const role of TEAM_ROLES)
    for (const memberChatbotCreation of BOTH)
      for (const memberDocumentUploads of BOTH)
        for (const sharedForEditing of BOTH)
          for (const withKnowledge of BOTH) {
            const membership = { role, settings: { memberChatbotCreation, memberDocumentUploads } }
            const reach = { sharedForEditing, withKnowledge }
            const ability = teamAbility(role)
            for (const action of TEAM_ACTIONS) yield teamCell(membership, reach, ability, action)
          }
}

function teamCell(
  membership: Pick<TeamMembership, 'role' | 'settings'>,
  reach: ChatbotReach,
  ability: MongoAbility,
  action: TeamAction,
): Cell {
  const { memberChatbotCreation, memberDocumentUploads } = membership.settings
  const { sharedForEditing, withKnowledge } = reach
  return {
    ours: () => decideTeam(membership, action, reach).allowed,
    casl: () => {
      const row = { id: 't1', memberChatbotCreation, memberDocumentUploads, sharedForEditing, withKnowledge }
      return ability.can(action, subject('Team', row))
    },
  }
}

/** What one person may do in their team, as CASL's documentation writes it. */
function teamAbility(role: TeamRole): MongoAbility {
  const { can, build } = new AbilityBuilder(createMongoAbility)
  for (const action of TEAM_ACTIONS) {
    const grant = TEAM_MATRIX[action][role]
    if (grant === 'yes') can(action, 'Team', { id: 't1' })
    else if (grant === 'ifSharedForEditing') can(action, 'Team', { id: 't1', sharedForEditing: true })
    else if (grant === 'memberDocumentUploadsAndReachable')
      can(action, 'Team', { id: 't1', memberDocumentUploads: true, withKnowledge: true })
    else if (grant !== 'no') can(action, 'Team', { id: 't1', [grant]: true })
  }
  return build()
}

const WORKSPACE_ROLES = Object.keys(WORKSPACE_MATRIX['workspace.view']) as WorkspaceRole[]

function* workspaceCells(): Generator<Cell> {
  const scope = { accountId: 'a1', workspaceId: 'w1' }
  for (const role of [...WORKSPACE_ROLES, 'accountAdmin' as const]) {
    const { can, build } = new AbilityBuilder(createMongoAbility)
    for (const action of WORKSPACE_ACTIONS) {
      if (role === 'accountAdmin') can(action, 'Workspace', { accountId: 'a1' })
      else if (WORKSPACE_MATRIX[action][role] === 'yes') can(action, 'Workspace', { workspaceId: 'w1' })
    }
    const ability = build()
    const actor: Pick<Actor, 'accountRoles' | 'workspaceRoles'> =
      role === 'accountAdmin'
        ? { accountRoles: [{ accountId: 'a1', accountName: 'Acme' }], workspaceRoles: [] }
        : { accountRoles: [], workspaceRoles: [{ ...scope, workspaceName: 'Acme', role, version: 1 }] }
    for (const action of WORKSPACE_ACTIONS)
      yield {
        ours: () => decideWorkspace(actor, scope, action).allowed,
        casl: () => ability.can(action, subject('Workspace', { accountId: 'a1', workspaceId: 'w1' })),
      }
  }
}
