/** Documents, who may read them, and the passages that questions find: domain.md §5. */
export const KNOWLEDGE = `
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE document (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  chatbot_id text NOT NULL REFERENCES chatbot,
  name text NOT NULL CHECK (name <> ''),
  media_type text NOT NULL,
  -- restricted: only those in document_reader.
  access text NOT NULL DEFAULT 'everyone' CHECK (access IN ('everyone', 'restricted')),
  -- Number of the version that questions search; null until the first one is complete.
  current_version integer,
  -- Grows with every change of what the forms hold: an older form is refused.
  version integer NOT NULL DEFAULT 1,
  created_by text NOT NULL REFERENCES person,
  created_at timestamptz NOT NULL,
  -- From then on nobody finds it; its passages are removed in batches.
  removed_at timestamptz
);
CREATE INDEX document_chatbot ON document (chatbot_id);
CREATE INDEX document_removed ON document (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE document_version (
  id text PRIMARY KEY,
  document_id text NOT NULL REFERENCES document,
  number integer NOT NULL,
  size_bytes bigint NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'reading', 'indexing', 'ready', 'failed')),
  -- Percent.
  progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  -- {code, …}: put into words when it is shown.
  problem jsonb,
  sha256 bytea,
  -- ISO 639-1; null until detected or when unknown.
  language text,
  -- Name of the text search configuration its passages are indexed with.
  configuration text NOT NULL DEFAULT 'simple',
  parts_total integer,
  -- How many passages of it are indexed.
  chunks integer NOT NULL DEFAULT 0,
  -- Where the bytes came from, as the adapter said.
  source jsonb,
  uploaded_by text NOT NULL REFERENCES person,
  uploaded_at timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE (document_id, number)
);
CREATE INDEX document_version_indexed ON document_version (document_id) WHERE chunks > 0;
CREATE INDEX document_version_unfinished ON document_version (uploaded_at) WHERE status IN ('waiting', 'reading', 'indexing');

-- address: folded, as in person_address. domain: what stands after the last @. team: its members at the moment of asking.
CREATE TABLE document_reader (
  document_id text NOT NULL REFERENCES document ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('address', 'domain', 'team')),
  value text NOT NULL CHECK (value = lower(btrim(value)) OR kind = 'team'),
  PRIMARY KEY (document_id, kind, value)
);

-- A passage. Found only while its version is the document's current one, so that a version appears at once or not at all.
CREATE TABLE chunk (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chatbot_id text NOT NULL,
  document_id text NOT NULL REFERENCES document,
  version_id text NOT NULL REFERENCES document_version,
  position integer NOT NULL,
  -- {page?, sheet?, row?, slide?, heading?}
  place jsonb NOT NULL,
  text text NOT NULL,
  -- Headings with weight A, the document's name with weight B, the text with weight D.
  words tsvector NOT NULL,
  UNIQUE (version_id, position)
  -- Unpacking a compressed row costs more than ranking it.
) WITH (toast_tuple_target = 8160);
CREATE INDEX chunk_words ON chunk USING gin (chatbot_id, words);

-- In how many passages of a chatbot a word occurs, in the form that chunk.words holds it: says which words of a
-- question are rare, and finds the nearest ones to a misspelt word. Every change of chunk keeps it in the same statement.
CREATE TABLE vocabulary (
  chatbot_id text NOT NULL,
  word text NOT NULL,
  chunks integer NOT NULL,
  PRIMARY KEY (chatbot_id, word)
) WITH (fillfactor = 80);
-- Numbers, paths and short words are never corrected.
CREATE INDEX vocabulary_similar ON vocabulary USING gin (chatbot_id, word gin_trgm_ops) WHERE word ~ '^[[:alpha:]]{4,32}$';

-- How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the other.
CREATE FUNCTION edit_distance(one text, other text) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a text[] := string_to_array(one, NULL);
  b text[] := string_to_array(other, NULL);
  before integer[];
  above integer[];
  row integer[];
BEGIN
  above := ARRAY(SELECT generate_series(0, cardinality(b)));
  FOR i IN 1 .. cardinality(a) LOOP
    row := ARRAY[i];
    FOR j IN 1 .. cardinality(b) LOOP
      row[j + 1] := least(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] <> b[j])::integer);
      IF i > 1 AND j > 1 AND a[i] = b[j - 1] AND a[i - 1] = b[j] THEN
        row[j + 1] := least(row[j + 1], before[j - 1] + 1);
      END IF;
    END LOOP;
    before := above;
    above := row;
  END LOOP;
  RETURN above[cardinality(b) + 1];
END $$;

-- Bytes of files where no object store is configured.
CREATE TABLE file_part (
  key text NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (key, part)
);
ALTER TABLE file_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
`
