/** What must leave the transaction, written inside it. */
export const OUTBOX = `
CREATE TABLE outbox (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('notice', 'refresh', 'mail')),
  account_id text NOT NULL REFERENCES account,
  person_id text REFERENCES person,
  -- {platform, tenant, userId}: told as a chat user, who need not be linked to a person.
  chat_user jsonb,
  name text NOT NULL,
  subject_id text NOT NULL,
  data jsonb,
  -- Whose action it tells of; they learn it when the person cannot be reached.
  actor_id text,
  -- undeliverable: nobody could be reached; waits in /inbox until seen.
  status text NOT NULL DEFAULT 'owed' CHECK (status IN ('owed', 'done', 'undeliverable', 'seen')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE status = 'owed';
CREATE INDEX outbox_inbox ON outbox (person_id, id) WHERE status = 'undeliverable';
CREATE INDEX outbox_refresh ON outbox (subject_id, name, created_at) WHERE kind = 'refresh';
CREATE INDEX outbox_over ON outbox (done_at) WHERE status IN ('done', 'seen');

-- Every message that shows a subject, to be redrawn when the subject changes (B4).
CREATE TABLE posted_card (
  id text PRIMARY KEY,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  view text NOT NULL,
  -- For whom it is worded; null when posted to a channel.
  person_id text REFERENCES person,
  locale text NOT NULL,
  time_zone text NOT NULL,
  platform text NOT NULL,
  tenant text NOT NULL,
  channel_id text NOT NULL,
  message_id text NOT NULL,
  posted_at timestamptz NOT NULL,
  -- Somebody is redrawing this copy: one at a time, so that an older drawing never overwrites a newer one.
  claimed_until timestamptz,
  gone_at timestamptz,
  UNIQUE (platform, tenant, channel_id, message_id)
);
CREATE INDEX posted_card_subject ON posted_card (subject_type, subject_id) WHERE gone_at IS NULL;
`
