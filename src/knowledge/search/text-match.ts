import { readable } from './readable'

/** The rarest so many words of a question decide. */
const RANKED = 12
/** Words are searched for, rarest first, while they bring no more passages than this; the others only rank. */
const FETCHED = 1_200
/** Words in more passages than this weigh alike: counting them takes time. */
const COUNTED = 5_000
/** So many unknown words are corrected: in a language that no document has, all are unknown. */
const CORRECTED = 6
/** Of so many words with the most trigrams in common, the ones nearest by letters are taken. */
const LOOKED_AT = 30
const NEAREST = 2
/** Numbers, paths and short words have no misspelling; the index of the vocabulary leaves them out. */
const CORRECTABLE = '^[[:alpha:]]{4,32}$'
/** What a phrase, a path or an identifier counts for: it is rarer than the rarest of its parts. */
const PHRASE = 2.5
/** What a correction counts for, against a word found as it was typed. */
const CORRECTION = 0.8
/** What it counts that two words stand side by side as in the question, against the heavier of the two. */
const PAIR = 0.15
/** Of the text, of nothing, of the document's name, of headings: a name is in every passage of its document. */
const WEIGHTS = `'{1, 0, 0.4, 0.5}'`

/**
 * In how many passages that the person may read a word stands, `COUNTED` at most: nothing else may decide what is found,
 * or in which order, since that would tell of passages that are hidden. Where none are, `known` of the vocabulary is it.
 */
const count = (word: string, known: string) => `CASE
  WHEN ${known} IS NULL THEN 0
  WHEN (SELECT hidden FROM size) = 0 THEN least(${known}, ${COUNTED})
  ELSE (SELECT count(*) FROM (
    SELECT FROM base JOIN chunk c ON c.base_id = base.id WHERE c.words @@ quote_literal(${word})::tsquery
      AND (SELECT versions FROM searched) ? c.version_id LIMIT ${COUNTED}
  ) theirs)::integer END`

/**
 * CTEs over $1 chatbot, $2 person or null, $3 asked words as JSON, ending in `matched` (id, score): the passages that
 * the person may read and that have some of the words. As in BM25 a word weighs the more the fewer passages have it.
 * A word that no readable passage has stands for the nearest words that some have.
 */
export const TEXT_MATCH = `${readable('$1', '$2')}, language AS MATERIALIZED (
  SELECT DISTINCT configuration FROM readable
), searched AS MATERIALIZED (
  -- Looked up for every passage: no plan can then begin at the wrong end.
  SELECT jsonb_object_agg(version_id, configuration) AS versions FROM readable
), size AS MATERIALIZED (
  SELECT greatest(mine, 1) AS chunks, everything - mine AS hidden
  FROM (SELECT coalesce(sum(chunks), 0) AS mine FROM readable) readable, (
    SELECT coalesce(sum((SELECT sum(v.chunks) FROM document_version v WHERE v.document_id = d.id AND v.chunks > 0)), 0) AS everything
    FROM document d WHERE d.base_id = ANY (ARRAY(SELECT id FROM base))
  ) kept
), asked AS MATERIALIZED (
  -- Every word as each language has it; what is a stop word in one of them is not worth searching for.
  SELECT w.n, w.kind, w.text, l.configuration, words.array AS words,
    l.configuration <> 'simple' AND ts_lexize((l.configuration || '_stem')::regdictionary, w.typed) = '{}' AS stop,
    CASE w.kind WHEN 'word' THEN plainto_tsquery(l.configuration::regconfig, w.text)
      ELSE phraseto_tsquery(l.configuration::regconfig, w.text) END AS query
  FROM jsonb_to_recordset($3::jsonb) AS w(n int, kind text, text text, typed text) CROSS JOIN language l
    CROSS JOIN LATERAL (SELECT tsvector_to_array(to_tsvector(l.configuration::regconfig, w.text)) AS array) words
), counted AS MATERIALIZED (
  SELECT one.word, ${count('one.word', 'v.chunks')} AS chunks
  FROM (SELECT DISTINCT unnest(words) AS word FROM asked WHERE n NOT IN (SELECT n FROM asked WHERE stop)) one
    CROSS JOIN LATERAL (
      SELECT sum(known.chunks)::integer AS chunks FROM base JOIN vocabulary known ON known.base_id = base.id AND known.word = one.word
    ) v
), form AS MATERIALIZED (
  SELECT asked.*, (SELECT min(chunks) FROM counted WHERE word = ANY (asked.words)) AS chunks FROM asked
), term AS MATERIALIZED (
  SELECT n, min(kind) AS kind, min(text) AS text, max(chunks) AS chunks, string_agg(DISTINCT nullif(query::text, ''), ' | ')::tsquery AS query
  FROM form GROUP BY n HAVING NOT bool_or(stop) AND max(chunks) IS NOT NULL
), unknown AS MATERIALIZED (
  SELECT n, text FROM term WHERE $4 AND kind = 'word' AND text ~ '${CORRECTABLE}' AND chunks = 0 ORDER BY n LIMIT ${CORRECTED}
), corrected AS MATERIALIZED (
  SELECT unknown.n, near.word, near.chunks FROM unknown CROSS JOIN LATERAL (
    SELECT word, chunks FROM (
      SELECT word, chunks, edit_distance(word, unknown.text) AS distance FROM (
        SELECT word, ${count('word', 'alike.chunks')} AS chunks FROM (
          SELECT word, sum(chunks)::integer AS chunks FROM base CROSS JOIN LATERAL (
            SELECT word, chunks FROM vocabulary
            WHERE base_id = base.id AND word % unknown.text AND word ~ '${CORRECTABLE}' AND abs(length(word) - length(unknown.text)) <= 2
            OFFSET 0
          ) of_base GROUP BY word ORDER BY similarity(word, unknown.text) DESC, word
        ) alike OFFSET 0 -- Counts one after the other, until there are enough.
      ) theirs WHERE chunks > 0 LIMIT ${LOOKED_AT}
    ) candidate
    WHERE distance <= 1 + length(unknown.text) / 5 ORDER BY distance, chunks DESC, word LIMIT ${NEAREST}
  ) near
), word AS MATERIALIZED (
  SELECT n, chunks, ln(1 + (SELECT chunks FROM size) / (chunks + 0.5)) AS rarity, row_number() OVER (ORDER BY chunks, n) AS place,
    sum(chunks) OVER (ORDER BY chunks, n ROWS UNBOUNDED PRECEDING) AS fetched
  FROM (
    SELECT n, max(chunks) AS chunks FROM (SELECT n, chunks FROM term UNION ALL SELECT n, chunks FROM corrected) either
    GROUP BY n HAVING max(chunks) > 0
  ) usable ORDER BY chunks, n LIMIT ${RANKED}
), meaning AS MATERIALIZED (
  SELECT n, configuration, form.query, rarity * CASE kind WHEN 'word' THEN 1 ELSE ${PHRASE} END AS weight, kind = 'word' AS alone
  FROM word JOIN term USING (n) JOIN form USING (n, kind) WHERE form.chunks > 0 AND numnode(form.query) > 0
  UNION ALL SELECT n, configuration, plainto_tsquery(configuration::regconfig, corrected.word), rarity * ${CORRECTION}, true
  FROM word JOIN corrected USING (n), language
), part AS MATERIALIZED (
  SELECT configuration, query, weight::real, alone FROM meaning
  UNION ALL SELECT one.configuration, one.query <-> next.query, (greatest(one.weight, next.weight) * ${PAIR})::real, false
  FROM meaning one JOIN meaning next ON next.n = one.n + 1 AND next.configuration = one.configuration
), matched AS MATERIALIZED (
  SELECT c.id, (
    SELECT sum(part.weight * CASE WHEN part.alone OR c.words @@ part.query THEN ts_rank(${WEIGHTS}, c.words, part.query) ELSE 0 END)
    FROM part WHERE part.configuration = c.configuration
  ) AS score
  FROM base CROSS JOIN LATERAL (
    -- Base by base, for the index takes one at a time.
    SELECT id, words, (SELECT versions FROM searched) ->> version_id AS configuration FROM chunk WHERE base_id = base.id AND words @@ (
      SELECT string_agg(DISTINCT '(' || query::text || ')', ' | ')::tsquery FROM meaning JOIN word USING (n) WHERE word.place = 1 OR fetched <= ${FETCHED}
    ) OFFSET 0
  ) c WHERE c.configuration IS NOT NULL
)`
