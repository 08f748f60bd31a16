/** How documents come in: what was uploaded together, the file behind a version, and files that wait for an answer. */
export const UPLOADS = `
-- Files that one person handed over at once; one card shows how far all of them are.
CREATE TABLE upload (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  chatbot_id text NOT NULL REFERENCES chatbot,
  -- What was not taken, and why: [{name, why}], for the card.
  left_out jsonb NOT NULL DEFAULT '[]'
);

-- The file that a version is made of, and whose turn it is to read it.
CREATE TABLE document_file (
  version_id text PRIMARY KEY REFERENCES document_version ON DELETE CASCADE,
  upload_id text NOT NULL REFERENCES upload,
  -- As it was uploaded; the document is called so when the version becomes the current one.
  name text NOT NULL,
  -- There may be bytes under the version's id in the file store; they are complete when the version has its sha256.
  kept boolean NOT NULL DEFAULT false,
  -- The run that reads it, until due_at; a run that has died holds it no longer.
  claimed_by text,
  -- When somebody must see to it again; null when there is nothing left to do.
  due_at timestamptz,
  -- Runs begun in vain, so that a file that kills its reader is given up.
  attempts integer NOT NULL DEFAULT 0,
  -- The model whose vectors all its passages have.
  embedded_as text
);
CREATE INDEX document_file_upload ON document_file (upload_id);
CREATE INDEX document_file_due ON document_file (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX document_file_kept ON document_file (version_id) WHERE kept;

-- Two documents of one name could not be told apart in a source.
CREATE UNIQUE INDEX document_name_once ON document (chatbot_id, lower(name)) WHERE removed_at IS NULL;

-- Files that wait until their owner has said what is to become of them: [{id, name, sizeBytes, source}].
CREATE TABLE handed_over (
  id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  files jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX handed_over_at ON handed_over (at);
`
