import { decideTeam, decideWorkspace, type TeamMembership, type WorkspaceAction } from '../access'
import type { Plan } from '../billing'
import { type GivenFile, type Refusal, refuse, type SizeLimit } from '../chat'
import { type ChatbotAction, unlessMay as unlessMayWithChatbot } from '../chatbots'
import type { ReachedBase } from './base'
import { documentName, PLATFORM_BYTES, type Way } from './document'
import { DOCUMENT_TYPES, type DocumentType, kindOf, typeByName } from './reading'

/** Types as people write them. */
export const TYPE_NAMES: readonly string[] = DOCUMENT_TYPES.map(({ type }) => type.toUpperCase())
/** Endings that file fields take. */
export const EXTENSIONS: readonly string[] = DOCUMENT_TYPES.flatMap(({ extensions }) => extensions)

/** What a file promises to be, or what is wrong with it, as the platform describes it: nothing of it is read yet (F112, F114). */
export function vetFile(file: GivenFile, { plan, way }: { plan: Plan; way: Way }): DocumentType | Refusal {
  const name = documentName(file.name)
  const type = typeByName(name)
  if (type === null) return refuse({ code: 'documentType', name, known: TYPE_NAMES }, 'files')
  const { sizeBytes } = file
  const { limitBytes, by } = sizeLimit(plan, type, file.source.platform, way)
  return sizeBytes > limitBytes
    ? refuse({ code: 'documentSize', name, sizeBytes, limitBytes, by }, 'files')
    : type
}

/** The lowest of what plan, type and platform allow (F112). */
export function sizeLimit(
  plan: Plan,
  type: DocumentType,
  platform: GivenFile['source']['platform'],
  way: Way,
): { limitBytes: number; by: SizeLimit } {
  const limits: readonly { limitBytes: number; by: SizeLimit }[] = [
    { limitBytes: plan.documentBytes, by: { kind: 'plan', plan: plan.name } },
    { limitBytes: kindOf(type).mostBytes, by: { kind: 'type', type } },
    { limitBytes: PLATFORM_BYTES[platform][way], by: { kind: 'platform', way } },
  ]
  return limits.reduce((lowest, limit) => (limit.limitBytes < lowest.limitBytes ? limit : lowest))
}

/**
 * What the right to upload rests on beside the reach, repeated by the change: a membership, and where that is a member's
 * the team's setting (F35). Null where no team gives it: in a workspace's base, or by a grant to oneself.
 */
export function uploadsBy({ chatbot }: ReachedBase): TeamMembership | null {
  if (!chatbot) return null
  const { reach } = chatbot
  const asked = reach.own && reach.teams.length === 0 ? reach.near : reach.teams
  const able = asked.filter((team) => decideTeam(team, 'document.upload', { withKnowledge: true }).allowed)
  return able.find(({ role }) => role !== 'member') ?? able[0] ?? null
}

type BaseAction = Extract<ChatbotAction, 'seeDocuments' | 'upload' | 'manageDocuments'>

/** Which row of the workspace's matrix decides about a base of its own (domain.md §2.2). */
const ROWS: Record<BaseAction, WorkspaceAction> = {
  seeDocuments: 'knowledge.view',
  upload: 'source.manage',
  manageDocuments: 'source.manage',
}

/** Why somebody may not do this to a base's documents; undefined when they may. */
export function unlessMay({ base, chatbot, actor }: ReachedBase, action: BaseAction): Refusal | undefined {
  if (chatbot) return unlessMayWithChatbot(chatbot, action)
  const decision = decideWorkspace(actor, base, ROWS[action])
  if (decision.allowed) return undefined
  return refuse({ code: 'denied', reason: decision.reason, scope: `workspace ${base.workspaceName}` })
}

/** Restricted documents are listed to those who may read them, and to those who decide who may. */
export const seesAll = (reached: ReachedBase) => unlessMay(reached, 'manageDocuments') === undefined

export const mayUpload = (reached: ReachedBase) => unlessMay(reached, 'upload') === undefined
