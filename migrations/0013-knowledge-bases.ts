import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What documents belong to: domain.md §2.2, knowledge.view, knowledge.manage, source.manage. */
export class KnowledgeBases13 implements MigrationInterface {
  name = 'KnowledgeBases1768262400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BASES)
    await runner.query(BELONGING)
    await runner.query(MOST)
  }

  /** Bases of workspaces go with their documents: without this migration there is nothing they could belong to. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION lock_bases')
    await runner.query(WITHOUT_WORKSPACES)
    await runner.query(BELONGING_BEFORE)
    await runner.query('DROP TABLE agent_base, knowledge_base')
  }
}

const BASES = `
-- Every chatbot has one of its own, which is called by the same id and ends with it; a workspace has more for its agents.
CREATE TABLE knowledge_base (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  -- Whose own it is; null: the workspace's.
  chatbot_id text UNIQUE REFERENCES chatbot CHECK (chatbot_id = id),
  -- Null: that of the chatbot.
  name text CHECK (name <> ''),
  description text NOT NULL DEFAULT '',
  -- Grows with every upload: of two at once the later one counts the documents again.
  uploads integer NOT NULL DEFAULT 0,
  -- Grows with every change of what the form holds, and of what an agent uses beside its own.
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  -- From then on nobody finds its documents; they are removed in batches.
  deleted_at timestamptz,
  CHECK ((chatbot_id IS NULL) = (name IS NOT NULL))
);
-- Two of one name could not be told apart in a list.
CREATE UNIQUE INDEX knowledge_base_name_once ON knowledge_base (workspace_id, lower(name))
  WHERE deleted_at IS NULL AND chatbot_id IS NULL;

-- What an agent searches beside its own base.
CREATE TABLE agent_base (
  agent_id text NOT NULL REFERENCES chatbot,
  base_id text NOT NULL REFERENCES knowledge_base,
  PRIMARY KEY (agent_id, base_id)
);
CREATE INDEX agent_base_base ON agent_base (base_id);

INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, uploads, created_at, deleted_at)
SELECT id, account_id, workspace_id, id, uploads, created_at, deleted_at FROM chatbot;
`

const BELONGING = `
ALTER TABLE chatbot DROP COLUMN uploads;
ALTER TABLE document RENAME COLUMN chatbot_id TO base_id;
ALTER TABLE document DROP CONSTRAINT document_chatbot_id_fkey, ADD FOREIGN KEY (base_id) REFERENCES knowledge_base;
ALTER INDEX document_chatbot RENAME TO document_base;
ALTER TABLE upload RENAME COLUMN chatbot_id TO base_id;
ALTER TABLE upload DROP CONSTRAINT upload_chatbot_id_fkey, ADD FOREIGN KEY (base_id) REFERENCES knowledge_base;
ALTER TABLE chunk RENAME COLUMN chatbot_id TO base_id;
ALTER TABLE vocabulary RENAME COLUMN chatbot_id TO base_id;
`

const MOST = `
-- How many bases a workspace has beside those of chatbots; null when there is no such workspace. Whoever else asks waits
-- until the transaction is over, and then counts what it has left: so a statement that makes one looks here first.
CREATE FUNCTION lock_bases(of_workspace text) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM workspace WHERE id = of_workspace AND deleted_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- A volatile function sees what was committed while it waited: https://www.postgresql.org/docs/current/xfunc-volatility.html
  RETURN (SELECT count(*) FROM knowledge_base WHERE workspace_id = of_workspace AND chatbot_id IS NULL AND deleted_at IS NULL);
END $$;
`

const OF_WORKSPACES = 'SELECT id FROM knowledge_base WHERE chatbot_id IS NULL'
const THEIR_VERSIONS = `SELECT v.id FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.base_id IN (${OF_WORKSPACES})`

const WITHOUT_WORKSPACES = `
DELETE FROM file_part WHERE key IN (${THEIR_VERSIONS});
DELETE FROM document_file WHERE version_id IN (${THEIR_VERSIONS});
DELETE FROM upload WHERE base_id IN (${OF_WORKSPACES});
DELETE FROM chunk WHERE base_id IN (${OF_WORKSPACES});
DELETE FROM vocabulary WHERE base_id IN (${OF_WORKSPACES});
DELETE FROM document_version WHERE id IN (${THEIR_VERSIONS});
DELETE FROM document WHERE base_id IN (${OF_WORKSPACES});
`

const BELONGING_BEFORE = `
ALTER TABLE chatbot ADD COLUMN uploads integer NOT NULL DEFAULT 0;
UPDATE chatbot c SET uploads = b.uploads FROM knowledge_base b WHERE b.id = c.id;
ALTER TABLE document DROP CONSTRAINT document_base_id_fkey;
ALTER TABLE document RENAME COLUMN base_id TO chatbot_id;
ALTER TABLE document ADD FOREIGN KEY (chatbot_id) REFERENCES chatbot;
ALTER INDEX document_base RENAME TO document_chatbot;
ALTER TABLE upload DROP CONSTRAINT upload_base_id_fkey;
ALTER TABLE upload RENAME COLUMN base_id TO chatbot_id;
ALTER TABLE upload ADD FOREIGN KEY (chatbot_id) REFERENCES chatbot;
ALTER TABLE chunk RENAME COLUMN base_id TO chatbot_id;
ALTER TABLE vocabulary RENAME COLUMN base_id TO chatbot_id;
`
