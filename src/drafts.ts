import type { DraftStore, Form } from './chat'
import { isoTime } from './clock'
import { type Database, statement } from './db'

const insert = statement(
  'drafts.save',
  `INSERT INTO form_draft (id, platform, tenant, user_id, form, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
)

const select = statement<{ form: Form }>(
  'drafts.load',
  `SELECT form FROM form_draft WHERE id = $1 AND platform = $2 AND tenant = $3 AND user_id = $4`,
)

/** What was typed into a form that had errors, kept for its owner until a sweep forgets it. */
export function createDraftStore(db: Database): DraftStore {
  return {
    async save(id, owner, form, at) {
      const { platform, tenant, userId } = owner
      await insert(db, [id, platform, tenant, userId, JSON.stringify(form), isoTime(at)])
    },
    async load(id, owner) {
      const [draft] = await select(db, [id, owner.platform, owner.tenant, owner.userId])
      return draft?.form ?? null
    },
  }
}
