import { auditOf } from '../audit'
import type { Context } from '../chat'
import { type ReachedChatbot, standingOf } from '../chatbots'
import type { AuditRow, Effects, OwedRow, Standing } from '../db'

export type Tidings = 'document.uploaded' | 'document.replaced' | 'document.removed'

interface Deed {
  action: string
  documents: readonly { id: string; name: string }[]
  data?: Record<string, unknown>
  /** What the owner of the chatbot reads when somebody else did it. */
  tidings?: Tidings
  /** Uploads whose cards show something else now. */
  redraw?: readonly string[]
}

/** Audit, notices and what it rests on, of a change to documents of a chatbot. */
export function effectsOf(
  context: Context,
  reached: ReachedChatbot,
  deed: Deed,
  outcome: unknown,
  reliesOn: readonly Standing[] = standingOf(reached.reach),
): Effects {
  const { chatbot, reach } = reached
  return {
    reliesOn,
    audit: deed.documents.map((document) => auditOfDocument(context, reached, deed, document)),
    owed: [
      ...(deed.tidings && !reach.own ? tellOwner(context, reached, deed, deed.tidings) : []),
      ...(deed.redraw ?? []).map((uploadId) => redrawUpload(chatbot.accountId, uploadId)),
    ],
    outcome,
  }
}

function auditOfDocument(
  context: Context,
  { chatbot }: ReachedChatbot,
  { action, data }: Deed,
  { id, name }: { id: string; name: string },
): AuditRow {
  // Who reaches it without its documents reads none of their names in the history of the team (F95).
  const [teamId] = chatbot.grants.flatMap(({ to, knowledge }) =>
    to.kind === 'team' && knowledge ? [to.teamId] : [],
  )
  const { accountId, workspaceId } = chatbot
  const scope = { accountId, workspaceId, ...(teamId !== undefined && { teamId }) }
  const about = { name, chatbot: chatbot.name, ...data }
  return auditOf(context, scope, { action, subjectType: 'document', subjectId: id, data: about })
}

function tellOwner(
  { actor }: Context,
  { chatbot }: ReachedChatbot,
  { documents }: Deed,
  name: Tidings,
): OwedRow[] {
  const { accountId, ownerId, id } = chatbot
  // An agent's documents are its workspace's.
  if (ownerId === null) return []
  const notice: OwedRow = {
    kind: 'notice',
    accountId,
    personId: ownerId,
    name,
    subjectId: id,
    data: {
      chatbot: chatbot.name,
      workspace: chatbot.workspaceName,
      by: actor.name,
      documents: documents.map((document) => document.name),
    },
    actorId: actor.personId,
  }
  return [notice]
}

/** The cards of an upload, as they are remembered and redrawn. */
export const UPLOAD_CARD = 'upload'

export const redrawUpload = (accountId: string, uploadId: string): OwedRow => ({
  kind: 'refresh',
  accountId,
  name: UPLOAD_CARD,
  subjectId: uploadId,
})
