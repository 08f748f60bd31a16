import type { FeatureParts } from '../feature'
import { bases } from './bases'
import { knowledgeCommands } from './commands'
import { UPLOAD_CARD } from './effects'
import { createAskReading } from './indexing/ask-reading'
import { indexDocument } from './indexing/index-document'
import { knowledgeNotices } from './notices'
import type { KnowledgeOptions } from './options'
import { knowledgePresses } from './presses'
import { readUpload } from './repository'
import { knowledgeSubmits } from './submits'
import { knowledgeSweeps } from './sweeps'
import { uploadCard } from './upload-view'

/**
 * Documents: what a chatbot answers from, who may read it, and how a file becomes passages that questions find.
 * Reading order: `base` (what documents belong to), `document` (what one is), `readers` (who may read it), `rules` (what is
 * taken, and by whom; pure), `find-base` → `bases/` (those of a workspace) → `commands`, `offer-upload`, `presses`, `submits` (what can be asked) → `pages` → `list-view`, `upload-view`, `done-views`,
 * `forms`, `notices` (what is shown; `document-words` and `problem-words` below them) → `upload`, `replace-document`,
 * `restrict-document`, `remove-document`, `try-again` (what changes; `sort-files`, `hand-over`, `changing` and `effects` below them) →
 * `indexing/` (the job: `index-document` → `read-version` → `fetch-file`, `index-passages`, `finish`), on `reading/` and
 * `search/` → `sweeps` → `repository`.
 */
export function knowledge(options: KnowledgeOptions): FeatureParts {
  const { db, plans, enqueue, log } = options
  const job = indexDocument(options)
  const asking = { db, plans, askReading: createAskReading(enqueue, job, log) }
  const ofBases = bases(db)
  return {
    chat: {
      commands: [...knowledgeCommands(asking), ...(ofBases.commands ?? [])],
      presses: [...knowledgePresses(asking), ...(ofBases.presses ?? [])],
      submits: [...knowledgeSubmits(asking), ...(ofBases.submits ?? [])],
    },
    cards: [
      {
        type: UPLOAD_CARD,
        async draw(id) {
          const [upload] = await readUpload(db, [id])
          return upload ? uploadCard(upload) : null
        },
      },
    ],
    notices: knowledgeNotices(db),
    jobs: [job],
    sweeps: knowledgeSweeps({ ...options, ...asking }),
  }
}

export { createFindPassages, type FindPassages } from './find-passages'
export { readableVersions } from './may-read'
export { offerUpload } from './offer-upload'
export type { KnowledgeOptions } from './options'
export { placeInWords } from './place-in-words'
export type { Locator } from './reading'
export { ensureVectors, type Found, searchKnowledge } from './search'
export { topicOf } from './topics'
