/** The audit: who did what to whom, when and from where; append-only (R18). */
export { auditOf } from './audit-of'
export { auditView } from './audit-view'
export type { AuditEntry } from './entity'
export { type AuditPage, listAudit } from './list-audit'
