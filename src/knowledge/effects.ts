import { auditOf } from '../audit'
import type { Context } from '../chat'
import type { AuditRow, Effects, OwedRow, Standing } from '../db'
import type { ReachedBase } from './base'
import { standingOf } from './changing'

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

/** Audit, notices and what it rests on, of a change to documents of a base. */
export function effectsOf(
  context: Context,
  reached: ReachedBase,
  deed: Deed,
  outcome: unknown,
  reliesOn: readonly Standing[] = standingOf(reached),
): Effects {
  return {
    reliesOn,
    audit: deed.documents.map((document) => auditOfDocument(context, reached, deed, document)),
    owed: [
      ...(deed.tidings ? tellOwner(context, reached, deed, deed.tidings) : []),
      ...(deed.redraw ?? []).map((uploadId) => redrawUpload(reached.base.accountId, uploadId)),
    ],
    outcome,
  }
}

function auditOfDocument(
  context: Context,
  { base, chatbot }: ReachedBase,
  { action, data }: Deed,
  { id, name }: { id: string; name: string },
): AuditRow {
  // Who reaches a chatbot without its documents reads none of their names in the history of the team (F95).
  const [teamId] = (chatbot?.chatbot.grants ?? []).flatMap(({ to, knowledge }) =>
    to.kind === 'team' && knowledge ? [to.teamId] : [],
  )
  const { accountId, workspaceId } = base
  const scope = { accountId, workspaceId, ...(teamId !== undefined && { teamId }) }
  const about = { name, [chatbot ? 'chatbot' : 'base']: base.name, ...data }
  return auditOf(context, scope, { action, subjectType: 'document', subjectId: id, data: about })
}

/** What belongs to the workspace, an agent's documents too, has no owner to be told. */
function tellOwner(
  { actor }: Context,
  { base, chatbot }: ReachedBase,
  { documents }: Deed,
  name: Tidings,
): OwedRow[] {
  const ownerId = chatbot?.chatbot.ownerId ?? null
  if (ownerId === null || ownerId === actor.personId) return []
  return [
    {
      kind: 'notice',
      accountId: base.accountId,
      personId: ownerId,
      name,
      subjectId: base.id,
      data: {
        chatbot: base.name,
        workspace: base.workspaceName,
        by: actor.name,
        documents: documents.map((document) => document.name),
      },
      actorId: actor.personId,
    },
  ]
}

/** The cards of an upload, as they are remembered and redrawn. */
export const UPLOAD_CARD = 'upload'

export const redrawUpload = (accountId: string, uploadId: string): OwedRow => ({
  kind: 'refresh',
  accountId,
  name: UPLOAD_CARD,
  subjectId: uploadId,
})
