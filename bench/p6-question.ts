import type { DataSource } from 'typeorm'
import { openDatabase, statement } from '../src/db'
import { searchKnowledge } from '../src/knowledge/search'
import { fillLibrary, type Library } from './retrieval/library'
import { type Figure, inTurns } from './support/bench'
import { atMost, judged, quantile, type Row, told } from './support/rows'

const CHATBOTS = 200
const LIMIT = 8
/** So many of the chatbots search as many of the others' bases as well. */
const USERS = 40
const MORE_BASES = 4
const QUESTIONS = 400

/** The plain full-text query within one base: any word, PostgreSQL's own ranking, no access, no correction. */
const bare = statement(
  'bench.bareSearch',
  `SELECT id, document_id, version_id, place, text, ts_rank_cd(words, query) AS rank
   FROM chunk, CAST(replace(plainto_tsquery('english', $2)::text, '&', '|') AS tsquery) AS query
   WHERE base_id = $1 AND words @@ query ORDER BY rank DESC LIMIT $3`,
)

/** P6: a question over 100,000 passages, 500 per base and a third of the documents restricted, beside the plain query. */
export const question: Figure = async ({ databases, rounds }) => {
  const url = await databases.create('p6')
  const db = await openDatabase({ url, poolSize: 4 })
  try {
    const library = await fillLibrary(db, url, CHATBOTS)
    await db.query(
      `INSERT INTO agent_base (agent_id, base_id) SELECT agent, base FROM unnest($1::text[]) WITH ORDINALITY a(agent, n)
       JOIN unnest($2::text[]) WITH ORDINALITY b(base, m) ON (m - 1) / ${MORE_BASES} = n - 1`,
      [library.chatbotIds.slice(0, USERS), library.chatbotIds.slice(USERS)],
    )
    return await measure(db, library, rounds)
  } finally {
    await db.destroy()
  }
}

async function measure(db: DataSource, library: Library, rounds: number): Promise<Row[]> {
  const askOf = (chatbotIds: readonly string[]) =>
    Array.from({ length: QUESTIONS }, (_, index) => {
      const chatbotId = chatbotIds[index % chatbotIds.length] ?? ''
      return { chatbotId, question: library.ask(chatbotId) }
    })
  const asked = askOf(library.chatbotIds.slice(USERS))
  const askedOfMore = askOf(library.chatbotIds.slice(0, USERS))
  const ours =
    (misspell: boolean, questions = asked) =>
    () =>
      timed(questions, ({ chatbotId, question }) =>
        searchKnowledge(db, {
          chatbotId,
          question: misspell ? swapLetters(question) : question,
          personId: library.personId,
          limit: LIMIT,
        }),
      )
  const measured = await inTurns(rounds, {
    ours: ours(false),
    bare: () => timed(asked, ({ chatbotId, question }) => bare(db, [chatbotId, question, LIMIT])),
    misspelt: ours(true),
    more: ours(false, askedOfMore),
  })
  const [mine, plain] = [measured.ours.flat(), measured.bare.flat()]
  const [misspelt, more] = [measured.misspelt.flat(), measured.more.flat()]
  const p95 = quantile(mine, 0.95)
  const ratio = p95 / quantile(plain, 0.95)
  return [
    judged(
      'P6',
      'a question with access in the query / the plain full-text query, p95',
      ratio,
      `${ratio.toFixed(2)}× (${describe(mine)} / ${describe(plain)})`,
      atMost(1.5, '×'),
    ),
    judged('P6', 'p95 of the same', p95, `${p95.toFixed(1)} ms`, atMost(30, ' ms')),
    told('P6', 'with a misspelt word in every question', describe(misspelt)),
    told(
      'P6',
      `of an agent that uses ${MORE_BASES} more bases, in 2,500 passages`,
      `${describe(more)}, ${(quantile(more, 0.5) / quantile(mine, 0.5)).toFixed(2)}× the p50 of one base`,
    ),
  ]
}

/** Milliseconds of each question. Every one of them must find something. */
async function timed<Q>(
  asked: readonly Q[],
  search: (one: Q) => Promise<readonly unknown[]>,
): Promise<number[]> {
  const times: number[] = []
  for (const one of asked) {
    const from = performance.now()
    const found = await search(one)
    times.push(performance.now() - from)
    if (found.length === 0) throw new Error(`nothing found for ${JSON.stringify(one)}`)
  }
  return times
}

/** The longest word with two letters in its middle changed over. */
function swapLetters(question: string): string {
  const word = question.split(' ').reduce((longest, one) => (one.length > longest.length ? one : longest))
  const at = Math.floor(word.length / 2)
  const swapped = word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1)
  return question.replace(word, swapped)
}

const describe = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`
