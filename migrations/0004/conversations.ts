/** Conversations with chatbots, what people thought of the answers, and who pays for them: domain.md §5, R7, R8. */
export const CONVERSATIONS = `
-- A thread, or the private messages of one person: bound to one chatbot.
CREATE TABLE conversation (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  chatbot_id text NOT NULL REFERENCES chatbot,
  platform text NOT NULL CHECK (platform IN ('slack', 'discord')),
  tenant text NOT NULL,
  -- Where it goes on: where it was used last, of all that were there. Null: nowhere, only the asker saw the answer.
  channel_id text,
  -- Slack's thread_ts; empty where the whole channel is the conversation.
  thread_id text NOT NULL DEFAULT '',
  -- The channel in which it was begun.
  begun_in text NOT NULL,
  -- Others read it too: answers rest on what everybody there may see (B14).
  shared boolean NOT NULL,
  started_by text NOT NULL REFERENCES person,
  started_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX conversation_place ON conversation (platform, channel_id, thread_id, tenant, last_at);
CREATE INDEX conversation_chatbot ON conversation (chatbot_id, last_at);
CREATE INDEX conversation_person ON conversation (started_by, last_at);
CREATE INDEX conversation_begun ON conversation (platform, begun_in, last_at);

-- One question and its answer.
CREATE TABLE turn (
  id text PRIMARY KEY,
  conversation_id text NOT NULL REFERENCES conversation ON DELETE CASCADE,
  account_id text NOT NULL REFERENCES account,
  chatbot_id text NOT NULL REFERENCES chatbot,
  asked_by text NOT NULL REFERENCES person,
  question text NOT NULL,
  status text NOT NULL CHECK (status IN ('answering', 'answered', 'stopped', 'failed', 'interrupted')),
  -- Markdown, as the model wrote it.
  answer text NOT NULL DEFAULT '',
  -- [{number, documentId, document, versionId, place, text}]: what the answer rests on.
  sources jsonb NOT NULL DEFAULT '[]',
  -- Versions of documents that the model was given: it is not told of the answer again once one of them may not be read.
  grounds text[] NOT NULL DEFAULT '{}',
  model text NOT NULL,
  input_tokens integer NOT NULL DEFAULT 0,
  output_tokens integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  answered_at timestamptz,
  -- The process that answers is alive until then; after that the answer was interrupted.
  lease_until timestamptz,
  stop_asked boolean NOT NULL DEFAULT false
);
CREATE INDEX turn_conversation ON turn (conversation_id, id);
CREATE INDEX turn_answering ON turn (lease_until) WHERE status = 'answering';

CREATE TABLE answer_feedback (
  turn_id text NOT NULL REFERENCES turn ON DELETE CASCADE,
  person_id text NOT NULL REFERENCES person,
  verdict text NOT NULL CHECK (verdict IN ('up', 'down')),
  reason text,
  at timestamptz NOT NULL,
  PRIMARY KEY (turn_id, person_id)
);

-- One metered use. What it was about may be deleted; what it cost stays.
CREATE TABLE usage_entry (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  chatbot_id text NOT NULL,
  turn_id text NOT NULL UNIQUE,
  asked_by text NOT NULL REFERENCES person,
  payer_person text REFERENCES person,
  payer_workspace text REFERENCES workspace,
  model text NOT NULL,
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  -- Millionths of the currency's unit.
  cost_micros bigint NOT NULL,
  currency char(3) NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((payer_person IS NULL) <> (payer_workspace IS NULL))
);
CREATE INDEX usage_entry_workspace ON usage_entry (workspace_id, at);
CREATE INDEX usage_entry_payer ON usage_entry (payer_person, at);

CREATE FUNCTION refuse_usage_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'usage entries are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER usage_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_usage_change();
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'rolecall_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON usage_entry FROM rolecall_app;
  END IF;
END $$;

-- How many questions a person has asked lately: one row each, so that simultaneous questions queue up for it.
CREATE TABLE ask_window (
  person_id text PRIMARY KEY REFERENCES person,
  started_at timestamptz NOT NULL,
  questions integer NOT NULL
);
`
