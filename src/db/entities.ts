import { auditEntrySchema } from '../audit/entity'

/** Every table that is read through TypeORM; each feature describes its own. */
export const entities = [auditEntrySchema]
