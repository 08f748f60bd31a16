import { isShownTo } from '../cards'
import { bold, type Card, ref, shorten, text } from '../chat'
import { type Database, statement } from '../db'
import type { NoticeKind, Owed } from '../notices'
import type { Problem } from './document'
import { inBase } from './document-words'
import { type Tidings, UPLOAD_CARD } from './effects'
import { mayPass, problemWords } from './problem-words'

const DEEDS: Readonly<Record<Tidings, readonly [verb: string, where: string]>> = {
  'document.uploaded': ['added', 'to'],
  'document.replaced': ['replaced', 'in'],
  'document.removed': ['removed', 'from'],
}

/** What the owner of a chatbot and the uploader of a file are told. */
export function knowledgeNotices(db: Database): readonly NoticeKind[] {
  const told = (Object.keys(DEEDS) as Tidings[]).map(
    (name): NoticeKind => ({
      name,
      topic: 'outcome',
      draw: async (owed) => ({ card: deedCard(name, owed) }),
    }),
  )
  return [
    ...told,
    {
      name: 'document.failed',
      topic: 'outcome',
      // The card that shows how far the upload is says it, too: nobody is told twice.
      async draw({ subjectId }) {
        const [failed] = await readFailed(db, [subjectId])
        if (!failed) return null
        const { uploadId, uploadedBy } = failed
        const told = await isShownTo(db, { type: UPLOAD_CARD, id: uploadId, personId: uploadedBy })
        return told ? null : { card: failedCard(failed) }
      },
    },
  ]
}

function deedCard(name: Tidings, { subjectId, data }: Owed): Card {
  const word = (key: string) => String(data[key] ?? '')
  const names = (Array.isArray(data.documents) ? data.documents : []).map(String)
  const [only = ''] = names
  const what = names.length === 1 ? `${shorten(only, 60)} was` : `${names.length} documents were`
  const [verb, where] = DEEDS[name]
  return {
    title: `${what} ${verb} ${where} ${shorten(word('chatbot'), 50)}`,
    text: text`${bold(shorten(word('by')))} ${verb} ${names.map((each) => shorten(each, 80)).join(', ')}.`,
    context: inBase({ name: word('chatbot'), own: true, workspaceName: word('workspace') }),
    buttons: [{ label: 'Documents', press: ref('knowledge.open', subjectId) }],
  }
}

interface Failed {
  uploadId: string
  uploadedBy: string
  documentId: string
  fileName: string
  problem: Problem
  name: string
  own: boolean
  workspaceName: string
}

/** Nothing of what has been removed or tried again meanwhile. */
const readFailed = statement<Failed>(
  'document.failedOne',
  `SELECT f.upload_id AS "uploadId", v.uploaded_by AS "uploadedBy", d.id AS "documentId", f.name AS "fileName", v.problem,
  coalesce(b.name, c.name) AS name, b.chatbot_id IS NOT NULL AS own, w.name AS "workspaceName"
FROM document_version v JOIN document_file f ON f.version_id = v.id JOIN document d ON d.id = v.document_id AND d.removed_at IS NULL
JOIN knowledge_base b ON b.id = d.base_id AND b.deleted_at IS NULL LEFT JOIN chatbot c ON c.id = b.chatbot_id JOIN workspace w ON w.id = b.workspace_id
WHERE v.id = $1 AND v.status = 'failed'`,
)

function failedCard({ documentId, fileName, problem, ...base }: Failed): Card {
  const [what, hint] = problemWords(problem)
  const same = problem.code === 'unchanged'
  return {
    tone: same ? 'info' : 'warning',
    title: `${shorten(fileName, 80)} ${what}`,
    text: hint,
    context: inBase(base),
    ...(!same && {
      buttons: [
        mayPass(problem)
          ? { label: 'Try again', press: ref('knowledge.again', documentId) }
          : { label: 'Replace', press: ref('knowledge.replace', documentId) },
      ],
    }),
  }
}
