import { readable } from './readable'

/** The rarest so many words of a question decide. */
const RANKED = 12
/** Words are searched for, rarest first, while they bring no more passages than this; the others only rank. */
const FETCHED = 1_200
/** So many unknown words are corrected: in a language that no document has, all are unknown. */
const CORRECTED = 6
/** An unknown word may mean each of so many near words. */
const NEAREST = 3
/** What a correction counts for, against a word found as it was typed. */
const CORRECTION = 0.8
/** What it counts that two words stand side by side as in the question, against the rarer of the two. */
const PAIR = 0.5
/** Of the text, of nothing, of the document's name, of headings: a name is in every passage of its document. */
const WEIGHTS = `'{0.8, 0, 0.4, 1}'`

/** Some passage that the person may read has it. Only words that hidden passages could account for need a look. */
const present = (
  query: string,
  chunks: string,
) => `(${chunks} > (SELECT hidden FROM size) OR ${chunks} > 0 AND EXISTS (
  SELECT 1 FROM chunk c WHERE c.chatbot_id = $1 AND c.words @@ ${query} AND c.version_id IN (SELECT version_id FROM readable)
))`

/**
 * CTEs over $1 chatbot, $2 person or null, $3 asked words as JSON, ending in `matched` (id, score): the passages that
 * the person may read and that have some of the words. As in BM25 a word weighs the more the fewer passages have it.
 * A word that no readable passage has stands for the nearest words that some have.
 */
export const TEXT_MATCH = `${readable('$1', '$2')}, language AS MATERIALIZED (
  SELECT DISTINCT configuration FROM readable
), size AS MATERIALIZED (
  SELECT greatest(readable.chunks, 1) AS chunks, everything.chunks - readable.chunks AS hidden
  FROM (SELECT coalesce(sum(chunks), 0) AS chunks FROM readable) readable,
    (SELECT coalesce(sum(v.chunks), 0) AS chunks FROM document d JOIN document_version v ON v.document_id = d.id
     WHERE d.chatbot_id = $1 AND v.chunks > 0) everything
), form AS (
  -- Every word in the form that each language gives it; a stop word of any of them is none worth searching for.
  SELECT w.n, w.kind, l.configuration <> 'simple' AND ts_lexize((l.configuration || '_stem')::regdictionary, w.typed) = '{}' AS stop,
    tsvector_to_array(to_tsvector(l.configuration::regconfig, w.text)) AS words,
    CASE w.kind WHEN 'word' THEN plainto_tsquery(l.configuration::regconfig, w.text)
      ELSE phraseto_tsquery(l.configuration::regconfig, w.text) END AS query
  FROM jsonb_to_recordset($3::jsonb) AS w(n int, kind text, text text, typed text), language l
), term AS MATERIALIZED (
  SELECT n, kind, string_agg(DISTINCT query::text, ' | ')::tsquery AS query, max(known.chunks) AS chunks, min(words[1]) AS word
  FROM form CROSS JOIN LATERAL (
    SELECT min(coalesce(v.chunks, 0)) AS chunks
    FROM unnest(words) AS part(word) LEFT JOIN vocabulary v ON v.chatbot_id = $1 AND v.word = part.word
  ) known
  WHERE numnode(query) > 0
  GROUP BY n, kind HAVING NOT bool_or(stop)
), unknown AS MATERIALIZED (
  SELECT n, word FROM term
  WHERE kind = 'word' AND word ~ '^[[:alpha:]]{4,32}$' AND NOT ${present('term.query', 'term.chunks')}
  ORDER BY n LIMIT ${CORRECTED}
), corrected AS (
  SELECT unknown.n, string_agg(near.query::text, ' | ')::tsquery AS query, max(near.chunks) AS chunks
  FROM unknown CROSS JOIN LATERAL (
    SELECT query, chunks FROM (
      SELECT quote_literal(v.word)::tsquery AS query, v.chunks, similarity(v.word, unknown.word) AS likeness
      FROM vocabulary v WHERE v.chatbot_id = $1 AND v.word % unknown.word AND v.word ~ '^[[:alpha:]]{4,32}$'
      ORDER BY likeness DESC, v.chunks DESC LIMIT 20
    ) candidate WHERE ${present('candidate.query', 'candidate.chunks')} ORDER BY likeness DESC LIMIT ${NEAREST}
  ) near
  WHERE $4 GROUP BY unknown.n
), word AS MATERIALIZED (
  SELECT n, query, chunks, weight, sum(chunks) OVER (ORDER BY chunks, n ROWS UNBOUNDED PRECEDING) AS fetched,
    row_number() OVER (ORDER BY chunks, n) AS place
  FROM (
    SELECT n, query, chunks, 1 AS weight FROM term WHERE chunks > 0
    UNION ALL SELECT n, query, chunks, ${CORRECTION} FROM corrected
  ) usable ORDER BY chunks, n LIMIT ${RANKED}
), part AS MATERIALIZED (
  SELECT query, (weight * ln(1 + (SELECT chunks FROM size) / (chunks + 0.5)))::real AS weight FROM (
    SELECT query, chunks, weight FROM word
    UNION ALL SELECT word.query <-> next.query, least(word.chunks, next.chunks), ${PAIR} FROM word JOIN word next ON next.n = word.n + 1
  ) counting
), matched AS MATERIALIZED (
  SELECT c.id, (SELECT sum(part.weight * ts_rank(${WEIGHTS}, c.words, part.query)) FROM part) AS score
  FROM chunk c
  WHERE c.chatbot_id = $1 AND c.version_id IN (SELECT version_id FROM readable) AND c.words @@ (
    SELECT string_agg('(' || query::text || ')', ' | ')::tsquery FROM word WHERE place = 1 OR fetched <= ${FETCHED}
  )
)`
