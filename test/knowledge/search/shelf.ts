import { isoTime } from '../../../src/clock'
import { type Database, newId } from '../../../src/db'
import { indexChunks, searchKnowledge } from '../../../src/knowledge/search'

const AT = Date.UTC(2026, 0, 5)

/** A chatbot with documents, straight in the tables: what the search is given by others. */
export interface Shelf {
  accountId: string
  workspaceId: string
  chatbotId: string
  teamId: string
  /** A person with these addresses; `confirmedIn` of an account whose Slack alone says so. */
  person(...addresses: readonly (string | { address: string; confirmedIn: string })[]): Promise<string>
  join(personId: string): Promise<void>
  leave(personId: string): Promise<void>
  document(name: string, texts: readonly string[], options?: ShelvedOptions): Promise<ShelvedDocument>
  /** Another base that the chatbot answers from; documents go there with `base`. */
  use(name: string): Promise<string>
  /** The texts found for a question, best first; asked by everybody at once unless a person is named. */
  ask(question: string, personId?: string | null): Promise<string[]>
}

export interface ShelvedOptions {
  language?: string | null
  /** e.g. `{ domain: 'acme.com' }`; without readers it is open to everyone. */
  readers?: readonly { kind: 'address' | 'domain' | 'team'; value: string }[]
  heading?: string
  /** The chatbot's own, if not said otherwise. */
  base?: string
}

export interface ShelvedDocument {
  id: string
  versionId: string
}

export async function createShelf(db: Database): Promise<Shelf> {
  const [accountId, workspaceId, chatbotId, teamId] = [newId(AT), newId(AT), newId(AT), newId(AT)]
  const ownerId = await addPerson(db)
  await db.query('INSERT INTO account (id, name, created_at) VALUES ($1, $1, $2)', [accountId, isoTime(AT)])
  await db.query('INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $1, $3)', [
    workspaceId,
    accountId,
    isoTime(AT),
  ])
  const membership = `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`
  await db.query(
    `WITH team AS (INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ($4, $2, $3, 'Team', $7)) ${membership}`,
    [newId(AT), accountId, workspaceId, teamId, ownerId, 'owner', isoTime(AT)],
  )
  await db.query(
    `WITH chatbot AS (
       INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at) VALUES ($1, $2, $3, $4, $1, $5)
     ) INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at) VALUES ($1, $2, $3, $1, $5)`,
    [chatbotId, accountId, workspaceId, ownerId, isoTime(AT)],
  )
  return {
    accountId,
    workspaceId,
    chatbotId,
    teamId,
    async person(...addresses) {
      const personId = await addPerson(db)
      for (const proof of addresses)
        await db.query(
          'INSERT INTO person_address (person_id, address, verified_at, confirmed_in) VALUES ($1, $2, $3, $4)',
          typeof proof === 'string'
            ? [personId, proof, isoTime(AT), null]
            : [personId, proof.address, isoTime(AT), proof.confirmedIn],
        )
      return personId
    },
    join: (personId) =>
      db.query(membership, [newId(AT), accountId, workspaceId, teamId, personId, 'member', isoTime(AT)]),
    leave: (personId) =>
      db.query('UPDATE membership SET ended_at = $2 WHERE person_id = $1', [personId, isoTime(AT + 1)]),
    async document(name, texts, { language = 'en', readers = [], heading = '', base = chatbotId } = {}) {
      const id = newId(AT)
      await db.query(
        `INSERT INTO document (id, account_id, base_id, name, media_type, access, created_by, created_at)
         VALUES ($1, $2, $3, $4, 'text/plain', $5, $6, $7)`,
        [id, accountId, base, name, readers.length > 0 ? 'restricted' : 'everyone', ownerId, isoTime(AT)],
      )
      for (const { kind, value } of readers)
        await db.query('INSERT INTO document_reader (document_id, kind, value) VALUES ($1, $2, $3)', [
          id,
          kind,
          value,
        ])
      const versionId = await addVersion(db, id, 1, ownerId)
      const chunks = texts.map((text, position) => ({ position, text, place: { page: 1 }, context: heading }))
      await indexChunks(db, { versionId, document: name, language, chunks })
      await makeCurrent(db, id, 1)
      return { id, versionId }
    },
    async use(name) {
      const id = newId(AT)
      await db.query(
        `WITH base AS (
           INSERT INTO knowledge_base (id, account_id, workspace_id, name, created_at) VALUES ($1, $2, $3, $5, $6)
         ) INSERT INTO agent_base (agent_id, base_id) VALUES ($4, $1)`,
        [id, accountId, workspaceId, chatbotId, name, isoTime(AT)],
      )
      return id
    },
    async ask(question, personId = null) {
      const found = await searchKnowledge(db, { chatbotId, question, personId, limit: 8 })
      return found.map(({ text }) => text)
    },
  }
}

export async function addVersion(
  db: Database,
  documentId: string,
  number: number,
  personId: string,
): Promise<string> {
  const id = newId(AT)
  await db.query(
    `INSERT INTO document_version (id, document_id, number, size_bytes, uploaded_by, uploaded_at) VALUES ($1, $2, $3, 1, $4, $5)`,
    [id, documentId, number, personId, isoTime(AT)],
  )
  return id
}

export const makeCurrent = (db: Database, documentId: string, number: number): Promise<void> =>
  db.query('UPDATE document SET current_version = $2 WHERE id = $1', [documentId, number])

async function addPerson(db: Database): Promise<string> {
  const id = newId(AT)
  await db.query('INSERT INTO person (id, name, created_at) VALUES ($1, $1, $2)', [id, isoTime(AT)])
  return id
}
