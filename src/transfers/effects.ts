import type { AuditRow, OwedRow, Traces } from '../db'
import { TRANSFER, type Transfer } from './transfer'

type Parties = Pick<
  Transfer,
  'id' | 'accountId' | 'workspaceId' | 'teamId' | 'what' | 'name' | 'fromId' | 'fromName' | 'toId' | 'toName'
>

export const scopeOf = ({ accountId, workspaceId, teamId }: Parties) => ({
  accountId,
  workspaceId,
  ...(teamId !== null && { teamId }),
})

/** What the audit says of it. */
export const deedOf = ({ id, what, name, fromName: from, toName: to }: Parties, action: string) => ({
  action: `transfer.${action}`,
  subjectType: TRANSFER,
  subjectId: id,
  data: { what, name, from, to },
})

/** Done by nobody: the clock, or something that made it pointless. */
export const auditOfItself = (transfer: Parties, action: string): AuditRow => ({
  ...scopeOf(transfer),
  ...deedOf(transfer, action),
  actorId: null,
})

/** Every copy of its card. */
export const redraw = ({ id, accountId }: Parties): OwedRow => ({
  kind: 'refresh',
  accountId,
  name: TRANSFER,
  subjectId: id,
})

export const tell = (
  { id, accountId }: Parties,
  personId: string,
  name: 'offered' | 'mine' | 'answered' | 'reminder',
  actorId: string | null,
): OwedRow => ({
  kind: 'notice',
  accountId,
  personId,
  name: `transfer.${name}`,
  subjectId: id,
  ...(actorId !== null && { actorId }),
})

export const mailTo = (
  { id: subjectId, accountId }: Parties,
  personId: string,
  data: { token: string },
  actorId: string,
): OwedRow => ({ kind: 'mail', name: 'transfer.mail', accountId, personId, subjectId, data, actorId })

/** It is over: both sides learn it, but for who did it and who has gone. */
export const tellOthers = (transfer: Transfer, actorId: string | null): OwedRow[] =>
  [transfer.fromId, transfer.toId]
    .filter((personId) => personId !== actorId && transfer.staying.includes(personId))
    .map((personId) => tell(transfer, personId, 'answered', actorId))

/** Nobody answered it: what the end by the clock, or what made it pointless, leaves behind. */
export const closed = (
  transfer: Transfer,
  status: 'expired' | 'cancelled',
  actorId: string | null = null,
): Traces => ({
  audit: [auditOfItself(transfer, status)],
  owed: [...tellOthers(transfer, actorId), redraw(transfer)],
})
