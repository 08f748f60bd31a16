import {
  bold,
  type Card,
  lastPage,
  type Menu,
  pager,
  type Row,
  ref,
  shorten,
  slash,
  text,
  time,
} from '../chat'
import { type ReachedChatbot, scopeLine, scopeOf } from '../chatbots'
import type { Document } from './document'
import { accessWords, kindWords, versionWords } from './document-words'
import { mayPass } from './problem-words'
import { mayUpload, seesAll } from './rules'

/** The documents of a chatbot, as somebody sees them. */
export function listCard(
  reached: ReachedChatbot,
  documents: readonly Document[],
  { page, total }: { page: number; total: number },
): Card {
  const { id, name } = reached.chatbot
  const uploads = mayUpload(reached)
  const last = lastPage(total)
  return {
    title: `Documents of ${name}`,
    text: total === 0 ? emptyWords(uploads) : `${total} ${total === 1 ? 'document' : 'documents'}`,
    rows: documents.map((document) => documentRow(reached, document)),
    context:
      last > 0
        ? text`${scopeLine(scopeOf(reached))} · page ${String(page + 1)} of ${String(last + 1)}`
        : scopeLine(scopeOf(reached)),
    buttons: [
      ...(uploads
        ? [{ label: 'Upload', press: ref('knowledge.upload', id), style: 'primary' as const }]
        : []),
      { label: 'Refresh', press: ref('knowledge.list', id, String(page)) },
      ...pager(page, total, (other) => ref('knowledge.list', id, String(other))),
      { label: 'Back to the chatbot', press: ref('chatbots.show', id) },
    ],
  }
}

const emptyWords = (uploads: boolean) =>
  uploads
    ? text`None yet. Press ${bold('Upload')}, type ${slash('chatbot docs')} with a file, or send me files in a private message.`
    : 'None yet.'

function documentRow(reached: ReachedChatbot, document: Document): Row {
  const { name, latest } = document
  const menu = rowMenu(reached, document)
  return {
    text: text`${bold(shorten(name, 80))} · ${kindWords(document)}\n${shorten(versionWords(document), 90)} · ${accessWords(document, seesAll(reached))}\n${shorten(latest.uploadedBy, 40)}, ${time(latest.uploadedAt, 'absolute')}`,
    ...(menu.options.length > 0 && { menu }),
  }
}

/** What may be done with it now; what is asked again when it is pressed. */
function rowMenu(reached: ReachedChatbot, { id, latest }: Document): Menu {
  const failed = latest.status === 'failed' && latest.problem
  return {
    label: 'Do',
    options: [
      ...(failed ? [{ label: 'Show problem', press: ref('knowledge.problem', id) }] : []),
      ...(failed && mayPass(failed) && mayUpload(reached)
        ? [{ label: 'Try again', press: ref('knowledge.again', id) }]
        : []),
      ...(seesAll(reached)
        ? [
            { label: 'Replace', press: ref('knowledge.replace', id) },
            { label: 'Who may read it', press: ref('knowledge.restrict', id) },
            { label: 'Remove', press: ref('knowledge.askRemove', id) },
          ]
        : []),
    ],
  }
}
