import { statement } from '../db'

/** Everybody who administers account $1. */
export const adminIds = statement<{ personId: string }>(
  'account.adminIds',
  'SELECT person_id AS "personId" FROM account_admin WHERE account_id = $1 ORDER BY person_id',
)
