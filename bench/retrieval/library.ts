import type { DataSource } from 'typeorm'
import { indexChunks } from '../../src/knowledge/search'
import { execute } from '../support/database'

/** Invented documents in an invented language whose words are as unevenly frequent as those of real ones. */
export interface Library {
  chatbotIds: readonly string[]
  /** Reads what is open, and half of what is restricted. */
  personId: string
  /** A question of five words that stand in some passage of that chatbot; the same ones in every run. */
  ask(chatbotId: string): string
}

const DOCUMENTS = 20
const CHUNKS = 25
const WORDS_IN_CHUNK = 110
const VOCABULARY = 12_000
const ASKER = 'person'

/** Fills `chatbots` chatbots with 500 passages each, by the product's own indexing; a third of the documents is restricted. */
export async function fillLibrary(db: DataSource, url: string, chatbots: number): Promise<Library> {
  const random = createRandom(7)
  const words = inventWords(random)
  const chatbotIds = Array.from({ length: chatbots }, (_, number) => `chatbot-${number}`)
  await execute(url, SCOPES)
  const seen = new Map(
    chatbotIds.map((id) => [id, Array.from({ length: DOCUMENTS * CHUNKS }, () => inventText(random, words))]),
  )
  // As many at a time as the pool has connections.
  await Promise.all(Array.from(seen, ([chatbotId, texts]) => addChatbot(db, chatbotId, texts)))
  await execute(url, 'VACUUM ANALYZE')
  return {
    chatbotIds,
    personId: ASKER,
    ask(chatbotId) {
      const texts = seen.get(chatbotId) ?? []
      const text = texts[Math.floor(random() * texts.length)] ?? ''
      const from = Math.floor(random() * (WORDS_IN_CHUNK - 30))
      return text
        .split(' ')
        .slice(from, from + 30)
        .filter((_, index) => index % 6 === 0)
        .join(' ')
    },
  }
}

export const SCOPES = `INSERT INTO account (id, name, created_at) VALUES ('account', 'Acme', now());
INSERT INTO workspace (id, account_id, name, created_at) VALUES ('workspace', 'account', 'Acme', now());
INSERT INTO person (id, name, created_at) VALUES ('${ASKER}', 'Pat', now());
INSERT INTO person_address (person_id, address, verified_at) VALUES ('${ASKER}', 'pat@acme.test', now())`

async function addChatbot(db: DataSource, chatbotId: string, texts: readonly string[]): Promise<void> {
  await db.query(
    `WITH chatbot AS (
       INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at) VALUES ($1, 'account', 'workspace', 'person', $1, now())
     ) INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at) VALUES ($1, 'account', 'workspace', $1, now())`,
    [chatbotId],
  )
  for (let number = 0; number < DOCUMENTS; number += 1)
    await addDocument(db, chatbotId, number, texts.slice(number * CHUNKS, (number + 1) * CHUNKS))
}

async function addDocument(
  db: DataSource,
  chatbotId: string,
  number: number,
  texts: string[],
): Promise<void> {
  const id = `${chatbotId}-${number}`
  const access = number % 3 === 0 ? 'restricted' : 'everyone'
  await db.query(
    `WITH document AS (
       INSERT INTO document (id, account_id, base_id, name, media_type, access, current_version, created_by, created_at)
       VALUES ($1, 'account', $2, $1, 'text/plain', $3, 1, 'person', now())
     ), reader AS (
       INSERT INTO document_reader (document_id, kind, value) SELECT $1, 'domain', $4 WHERE $3 = 'restricted'
     ) INSERT INTO document_version (id, document_id, number, size_bytes, status, uploaded_by, uploaded_at)
       VALUES ($1, $1, 1, 20000, 'ready', 'person', now())`,
    [id, chatbotId, access, number % 2 === 0 ? 'acme.test' : 'other.test'],
  )
  const chunks = texts.map((text, position) => ({
    position,
    text,
    context: '',
    place: { page: position + 1 },
  }))
  await indexChunks(db, { versionId: id, document: `Document ${number}`, language: 'en', chunks })
}

export function inventText(random: () => number, words: readonly string[]): string {
  return Array.from({ length: WORDS_IN_CHUNK }, () => words[Math.floor(words.length * random() ** 5)]).join(
    ' ',
  )
}

export function inventWords(random: () => number): string[] {
  const pick = (letters: string) => letters[Math.floor(random() * letters.length)]
  const syllable = () => `${pick('bcdfghjklmnprstvw')}${pick('aeiou')}`
  const words = new Set<string>()
  while (words.size < VOCABULARY)
    words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join('') + pick('klmnrt'))
  return [...words]
}

/** Mulberry32: the same numbers in every run. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
