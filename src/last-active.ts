/** SQL: when a person was last seen in chat, as far as that account may know (R21); null: never. */
export const lastActive = (accountId: string, personId: string): string =>
  `(SELECT seen.last_active_at FROM activity seen WHERE seen.account_id = ${accountId} AND seen.person_id = ${personId})`
