import type { DataSource } from 'typeorm'
import { openDatabase } from '../../src/db'
import { detectLanguage, indexChunks, searchKnowledge } from '../../src/knowledge/search'
import type { Figure } from '../support/bench'
import { execute } from '../support/database'
import { count, type Row, told } from '../support/rows'
import { installManuals, MANUALS, type Manual, readManual } from './corpus'
import { askAll, type Outcome, scoreOf } from './score'

const ID = 'retrieval'
const BATCH = 200

/**
 * What is found of real manuals for questions that somebody wrote without looking at the search. The even ones were
 * used to choose the weights, the odd ones were not.
 */
export const retrieval: Figure = async ({ databases }) => {
  const missing = await installManuals()
  if (missing.length > 0)
    return [told(ID, 'questions to real manuals', `skipped: ${missing.join(', ')} not installed`)]
  const url = await databases.create('retrieval')
  const db = await openDatabase({ url, poolSize: 1 })
  try {
    await execute(url, SCOPES)
    let chunks = 0
    for (const [number, manual] of MANUALS.entries()) chunks += await addManual(db, manual, number)
    await execute(url, 'VACUUM ANALYZE')
    const corrected = await ask(db, true)
    const plain = await ask(db, false)
    return [
      told(ID, 'passages of manuals', `${count(chunks)} of ${MANUALS.length}`),
      told(ID, 'words as they were typed', describe(plain)),
      told(ID, 'with correction', describe(corrected)),
      told(ID, 'of these, used for tuning', describe(corrected.filter((_, index) => index % 2 === 0))),
      told(ID, 'of these, not used', describe(corrected.filter((_, index) => index % 2 === 1))),
      ...byKind(plain, corrected),
    ]
  } finally {
    await db.destroy()
  }
}

const SCOPES = `INSERT INTO account (id, name, created_at) VALUES ('account', 'Acme', now());
INSERT INTO workspace (id, account_id, name, created_at) VALUES ('workspace', 'account', 'Acme', now());
INSERT INTO person (id, name, created_at) VALUES ('person', 'Pat', now());
INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at)
  VALUES ('chatbot', 'account', 'workspace', 'person', 'Manuals', now());
INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at)
  VALUES ('chatbot', 'account', 'workspace', 'chatbot', now())`

async function addManual(db: DataSource, manual: Manual, number: number): Promise<number> {
  const chunks = await readManual(manual)
  const id = `manual-${number}`
  await db.query(
    `WITH document AS (
       INSERT INTO document (id, account_id, base_id, name, media_type, current_version, created_by, created_at)
       VALUES ($1, 'account', 'chatbot', $2, 'text/html', 1, 'person', now())
     ) INSERT INTO document_version (id, document_id, number, size_bytes, status, uploaded_by, uploaded_at)
       VALUES ($1, $1, 1, 0, 'ready', 'person', now())`,
    [id, manual.name],
  )
  const language = detectLanguage(chunks.map(({ text }) => text).join('\n'))
  for (let from = 0; from < chunks.length; from += BATCH)
    await indexChunks(db, {
      versionId: id,
      document: manual.name,
      language,
      chunks: chunks.slice(from, from + BATCH),
    })
  return chunks.length
}

const ask = (db: DataSource, correct: boolean): Promise<Outcome[]> =>
  askAll((question) =>
    searchKnowledge(db, { chatbotId: 'chatbot', question, personId: 'person', limit: 10, correct }),
  )

function byKind(plain: readonly Outcome[], corrected: readonly Outcome[]): Row[] {
  const kinds = [...new Set(plain.map(({ question }) => question.kind))]
  return kinds.map((kind) => {
    const of = (outcomes: readonly Outcome[]) =>
      describe(outcomes.filter(({ question }) => question.kind === kind))
    return told(ID, kind, `${of(corrected)} (uncorrected: ${of(plain)})`)
  })
}

function describe(outcomes: readonly Outcome[]): string {
  const { questions, hit1, hit3, mrr } = scoreOf(outcomes)
  const percent = (share: number) => `${Math.round(100 * share)} %`
  return `hit@1 ${percent(hit1)}, hit@3 ${percent(hit3)}, MRR ${mrr.toFixed(2)} of ${questions}`
}
