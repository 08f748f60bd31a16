import { EntitySchema } from 'typeorm'

/** Who did what to whom, when, from which platform. Rows are only ever added (R18). */
export interface AuditEntry {
  id: string
  accountId: string
  workspaceId: string | null
  teamId: string | null
  /** Null: the clock, a job or the operator. */
  actorId: string | null
  platform: string | null
  action: string
  subjectType: string
  subjectId: string
  data: Readonly<Record<string, unknown>> | null
  /** Milliseconds since 1970. */
  at: number
}

export const auditEntrySchema = new EntitySchema<AuditEntry>({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  columns: {
    id: { type: 'text', primary: true, primaryKeyConstraintName: 'audit_entry_pkey' },
    accountId: { type: 'text', name: 'account_id' },
    workspaceId: { type: 'text', name: 'workspace_id', nullable: true },
    teamId: { type: 'text', name: 'team_id', nullable: true },
    actorId: { type: 'text', name: 'actor_id', nullable: true },
    platform: { type: 'text', nullable: true },
    action: { type: 'text' },
    subjectType: { type: 'text', name: 'subject_type' },
    subjectId: { type: 'text', name: 'subject_id' },
    data: { type: 'jsonb', nullable: true },
    at: { type: 'timestamptz' },
  },
  indices: [
    { name: 'audit_entry_team', columns: ['teamId', 'id'] },
    { name: 'audit_entry_account', columns: ['accountId', 'id'] },
    // What plan a workspace had at a moment.
    { name: 'audit_entry_plan', columns: ['workspaceId', 'at'], where: "action = 'workspace.planChanged'" },
    // Whom somebody has removed lately.
    { name: 'audit_entry_member_removed', columns: ['teamId', 'id'], where: "action = 'member.removed'" },
    {
      name: 'audit_entry_user_removed',
      columns: ['workspaceId', 'id'],
      where: "action = 'workspace.userRemoved'",
    },
  ],
})
