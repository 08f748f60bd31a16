/** The audit, and the role that may only add to it (R18). */
export const AUDIT = `
CREATE TABLE audit_entry (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  workspace_id text,
  team_id text,
  -- Null: the clock, a job or the operator.
  actor_id text,
  platform text,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  data jsonb,
  at timestamptz NOT NULL
);
CREATE INDEX audit_entry_team ON audit_entry (team_id, id);
CREATE INDEX audit_entry_account ON audit_entry (account_id, id);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Roles belong to the whole cluster: another database may have made this one, or the owner may not make roles at all
-- (some hosted databases); then the trigger above alone guards the audit.
DO $$ BEGIN
  CREATE ROLE rolecall_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('GRANT rolecall_app TO %I', session_user);
EXCEPTION WHEN insufficient_privilege OR undefined_object OR invalid_grant_operation THEN NULL;
END $$;
-- Rights on our own tables need nobody's leave; without the role there is nobody to give them to.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'rolecall_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rolecall_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rolecall_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM rolecall_app;
  END IF;
END $$;
DO $$ BEGIN
  GRANT USAGE ON SCHEMA public TO rolecall_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN NULL;
END $$;
`
