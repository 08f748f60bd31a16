import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { chunkSections } from '../../src/knowledge/reading'
import { indexChunks } from '../../src/knowledge/search'
import { makeChatbot } from '../chatbots/stage'
import type { Script } from '../support/model'
import type { Doing, Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

/** Words of one document, by heading. */
type Passages = Readonly<Record<string, string>>

interface Kept {
  /** Or a base of a workspace. */
  chatbotId: string
  name?: string
  passages: Passages
  /** Who alone may read it; everybody who may ask, when left out. */
  readers?: readonly { kind: 'address' | 'domain' | 'team'; value: string }[]
}

/** A document as indexing leaves it; resolves to its id. */
export async function keepDocument(
  { db, clock }: Pick<Rolecall, 'db' | 'clock'>,
  { chatbotId, name = 'handbook.md', passages, readers = [] }: Kept,
): Promise<string> {
  const at = clock.now()
  const [id, versionId] = [newId(at), newId(at)]
  await db.query(
    `INSERT INTO document (id, account_id, base_id, name, media_type, access, current_version, created_by, created_at)
     SELECT $1, b.account_id, b.id, $3, 'text/markdown', $4, 1, coalesce(i.written_by, (
       SELECT min(person_id) FROM account_admin a WHERE a.account_id = b.account_id
     )), $5
     FROM knowledge_base b LEFT JOIN chatbot_instructions i ON i.chatbot_id = b.id AND i.number = 1 WHERE b.id = $2`,
    [id, chatbotId, name, readers.length > 0 ? 'restricted' : 'everyone', isoTime(at)],
  )
  await db.query(
    `INSERT INTO document_version (id, document_id, number, size_bytes, status, progress, uploaded_by, uploaded_at)
     SELECT $1, $2, 1, 100, 'ready', 100, created_by, $3 FROM document WHERE id = $2`,
    [versionId, id, isoTime(at)],
  )
  for (const { kind, value } of readers)
    await db.query('INSERT INTO document_reader (document_id, kind, value) VALUES ($1, $2, $3)', [
      id,
      kind,
      value,
    ])
  const chunks = []
  for await (const chunk of chunkSections(sectionsOf(passages))) chunks.push(chunk)
  await indexChunks(db, { versionId, language: 'en', document: name, chunks })
  return id
}

async function* sectionsOf(passages: Passages) {
  for (const [heading, text] of Object.entries(passages)) yield { text, place: { heading } }
}

/** A private message to the bot. */
export const inPrivate: Doing = { place: { direct: true, channelId: 'D1' } }

export const HANDBOOK: Passages = {
  'Opening hours':
    'The warehouse opens at seven in the morning and closes at six in the evening, from Monday to Saturday. On Sundays it stays closed, and so it does on every public holiday of the state in which it stands.',
  Holidays:
    'Everybody has thirty days of paid leave each year. Ask your team lead two weeks before you go, and write it into the calendar of the team, so that nobody plans a shift with you in it by mistake.',
  Travel:
    'Train tickets are booked by the office, in second class, at least three days ahead. Taxis are paid back up to forty euros when there is no train any more, or when you carry samples with you.',
}

export const usageOf = ({ db }: Rolecall, chatbotId: string) =>
  db.query(
    `SELECT p.name AS payer, u.model, u.input_tokens AS "inputTokens", u.output_tokens AS "outputTokens", u.cost_micros AS "costMicros",
       u.currency FROM usage_entry u JOIN person p ON p.id = u.payer_person WHERE u.chatbot_id = $1 ORDER BY u.id`,
    [chatbotId],
  )

export interface Scene extends SeededTeam {
  chatbotId: string
}

/** A team with a chatbot that all of it may ask, and its handbook; the model knows when the warehouse opens. */
export async function setScene(rolecall: Rolecall, swapped: boolean): Promise<Scene> {
  const team = await seedTeam(rolecall, { swapped })
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Handbook', level: 'view' })
  await keepDocument(rolecall, { chatbotId, passages: HANDBOOK })
  rolecall.model.says('At seven in the morning [1].')
  rolecall.overheard.length = 0
  return { ...team, chatbotId }
}

export const QUESTION = { question: 'When does the warehouse open?' }

export interface KeptTurn {
  id: string
  conversationId: string
  status: string
  answer: string
  sources: { number: number }[]
  leaseUntil: number | null
}

/** What is kept of the questions to a chatbot, oldest first. */
export const turnsOf = ({ db }: Pick<Rolecall, 'db'>, chatbotId: string): Promise<KeptTurn[]> =>
  db.query(
    `SELECT id, conversation_id AS "conversationId", status, answer, sources, lease_until AS "leaseUntil" FROM turn
     WHERE chatbot_id = $1 ORDER BY id`,
    [chatbotId],
  )

export async function lastTurn(rolecall: Pick<Rolecall, 'db'>, chatbotId: string): Promise<KeptTurn> {
  const turn = (await turnsOf(rolecall, chatbotId)).at(-1)
  if (!turn) throw new Error('nothing was asked')
  return turn
}

/** Text that arrives in these parts, then what it took. */
export const inParts = (...parts: string[]): Script =>
  function* () {
    for (const text of parts) yield { text }
    yield { inputTokens: 100, outputTokens: 20 }
  }

export function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** A model that begins to speak, and goes on when the test lets it or when it is told to end. */
export function slowModel(before: string, after = '') {
  const [begun, goOn] = [gate(), gate()]
  const script: Script = async function* (_prompt, signal) {
    yield { text: before }
    begun.open()
    signal.addEventListener('abort', goOn.open)
    await goOn.opened
    if (!signal.aborted) yield { text: after }
    yield { inputTokens: 7, outputTokens: 3 }
  }
  return { script, begun: begun.opened, goOn: goOn.open }
}
