import {
  bold,
  type Card,
  explainCard,
  lastPage,
  type Menu,
  type Platform,
  pager,
  type Row,
  ref,
  SETTING_NAMES,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../chat'
import { type ReachedChatbot, scopeLine, scopeOf, unlessMay } from '../chatbots'
import type { Document } from './document'
import { accessWords, kindWords, versionWords } from './document-words'
import { mayPass } from './problem-words'
import { mayUpload, seesAll } from './rules'

interface Listed {
  documents: readonly Document[]
  /** With those that could never be read. */
  total: number
  unreadable: number
  page: number
  platform: Platform
}

/** The documents of a chatbot, as somebody sees them. */
export function listCard(
  reached: ReachedChatbot,
  { documents, total, unreadable, page, platform }: Listed,
): Card {
  const { id, name } = reached.chatbot
  const uploads = mayUpload(reached)
  const last = lastPage(total)
  return {
    title: `Documents of ${name}`,
    text: text`${total === 0 ? emptyWords(uploads, platform) : countWords(total - unreadable, unreadable)}${whyNoUpload(reached)}`,
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

/** No command takes a file on Slack: https://docs.slack.dev/interactivity/implementing-slash-commands */
function emptyWords(uploads: boolean, platform: Platform): Text {
  if (!uploads) return 'None yet.'
  const typed = platform === 'slack' ? '' : text` type ${slash('chatbot docs')} with a file,`
  return text`None yet. Press ${bold('Upload')},${typed} or send me files in a private message.`
}

const countWords = (count: number, unreadable: number) =>
  `${count} ${count === 1 ? 'document' : 'documents'}${unreadable > 0 ? `; ${unreadable} more could not be read` : ''}`

/** Why there is no button for it, to those who would look for one. */
function whyNoUpload(reached: ReachedChatbot): Text {
  const why = unlessMay(reached, 'upload')
  if (why?.code === 'documentsNeedTeam') return `\n${explainCard(why).title}.`
  if (why?.code !== 'denied' || why.reason.code !== 'settingOff') return ''
  return text`\nMembers of ${why.scope} may not upload documents at the moment: the setting ${bold(SETTING_NAMES[why.reason.setting])} is off.`
}

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
