/** The audit: who did what to whom, when and from where; append-only (R18). */
export { auditOf } from './audit-of'
