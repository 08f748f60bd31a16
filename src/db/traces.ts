import { newId } from './id'

export interface AuditRow {
  accountId: string
  workspaceId?: string
  teamId?: string
  /** Null: the clock, a job or the operator. */
  actorId: string | null
  platform?: string
  action: string
  subjectType: string
  subjectId: string
  data?: Record<string, unknown>
}

/** Something that must leave the transaction: delivered later by the outbox, at least once. */
export interface OwedRow {
  kind: 'notice' | 'refresh' | 'mail' | 'event'
  accountId: string
  /** For a notice: who is told; or the chat user, who need not be linked to a person. */
  personId?: string
  chatUser?: { platform: string; tenant: string; userId: string }
  /** Name of the notice, mail or event; for a refresh the type of its subject. */
  name: string
  subjectId: string
  data?: Record<string, unknown>
  /** Whose action this tells of: they learn it when the person cannot be reached (H14). */
  actorId?: string | null
}

/** What a change leaves behind, written in the same statement: its history, and what it owes. */
export interface Traces {
  audit: readonly AuditRow[]
  owed: readonly OwedRow[]
}

/** CTEs `audited` and `owing`. Arguments are SQL: both parameters of `traceParameters`, the moment, and which rows are meant. */
export const writeTraces = (audit: string, owed: string, at: string, which = 'true') => `audited AS (
  INSERT INTO audit_entry (id, account_id, workspace_id, team_id, actor_id, platform, action, subject_type, subject_id, data, at)
  SELECT id, "accountId", "workspaceId", "teamId", "actorId", platform, action, "subjectType", "subjectId", data, ${at}
  FROM jsonb_to_recordset(${audit}::jsonb) AS row(id text, "accountId" text, "workspaceId" text, "teamId" text, "actorId" text,
    platform text, action text, "subjectType" text, "subjectId" text, data jsonb) WHERE ${which}
), owing AS (
  INSERT INTO outbox (id, kind, account_id, person_id, chat_user, name, subject_id, data, actor_id, due_at, created_at)
  SELECT id, kind, "accountId", "personId", "chatUser", name, "subjectId", data, "actorId", ${at}, ${at}
  FROM jsonb_to_recordset(${owed}::jsonb) AS row(id text, kind text, "accountId" text, "personId" text, "chatUser" jsonb, name text,
    "subjectId" text, data jsonb, "actorId" text) WHERE ${which}
)`

/** As JSON, each row with an id of its own; `at` in milliseconds since 1970. */
export function traceParameters({ audit, owed }: Traces, at: number): [audit: string, owed: string] {
  const withIds = (rows: readonly object[]) => JSON.stringify(rows.map((row) => ({ id: newId(at), ...row })))
  return [withIds(audit), withIds(owed)]
}
