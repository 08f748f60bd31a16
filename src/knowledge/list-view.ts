import {
  type Button,
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
import { scopeLine, scopeOf } from '../chatbots'
import { inWorkspaceLine } from '../scopes'
import type { ReachedBase } from './base'
import { basesPress } from './bases/list-view'
import type { Document } from './document'
import { accessWords, kindWords, versionWords } from './document-words'
import { mayPass } from './problem-words'
import { mayUpload, seesAll, unlessMay } from './rules'

interface Listed {
  documents: readonly Document[]
  /** With those that could never be read. */
  total: number
  unreadable: number
  page: number
  platform: Platform
}

/** The documents of a base, as somebody sees them. */
export function listCard(
  reached: ReachedBase,
  { documents, total, unreadable, page, platform }: Listed,
): Card {
  const { id, name, own } = reached.base
  const uploads = mayUpload(reached)
  const last = lastPage(total)
  return {
    title: `Documents of ${name}`,
    text: text`${total === 0 ? emptyWords(uploads, own ? platform : null) : countWords(total - unreadable, unreadable)}${whyNoUpload(reached)}`,
    rows: documents.map((document) => documentRow(reached, document)),
    context: text`${whereLine(reached)}${last > 0 ? ` · page ${page + 1} of ${last + 1}` : ''}`,
    buttons: [
      ...(uploads
        ? [{ label: 'Upload', press: ref('knowledge.upload', id), style: 'primary' as const }]
        : []),
      { label: 'Refresh', press: ref('knowledge.list', id, String(page)) },
      ...pager(page, total, (other) => ref('knowledge.list', id, String(other))),
      back(reached),
    ],
  }
}

const whereLine = ({ base, chatbot }: ReachedBase): Text =>
  chatbot ? scopeLine(scopeOf(chatbot)) : inWorkspaceLine(base.workspaceName)

const back = ({ base, chatbot }: ReachedBase): Button =>
  chatbot
    ? { label: 'Back to the chatbot', press: ref('chatbots.show', base.id) }
    : { label: 'All knowledge bases', press: basesPress(base.workspaceId) }

/**
 * No command takes a file on Slack: https://docs.slack.dev/interactivity/implementing-slash-commands
 * `commandOn`: where a command may, null when there is none.
 */
function emptyWords(uploads: boolean, commandOn: Platform | null): Text {
  if (!uploads) return 'None yet.'
  const typed = commandOn !== 'discord' ? '' : text` type ${slash('chatbot docs')} with a file,`
  return text`None yet. Press ${bold('Upload')},${typed} or send me files in a private message.`
}

const countWords = (count: number, unreadable: number) =>
  `${count} ${count === 1 ? 'document' : 'documents'}${unreadable > 0 ? `; ${unreadable} more could not be read` : ''}`

/** Why there is no button for it, to those who would look for one. */
function whyNoUpload(reached: ReachedBase): Text {
  const why = unlessMay(reached, 'upload')
  if (why?.code === 'documentsNeedTeam') return `\n${explainCard(why).title}.`
  if (why?.code !== 'denied' || why.reason.code !== 'settingOff') return ''
  return text`\nMembers of ${why.scope} may not upload documents at the moment: the setting ${bold(SETTING_NAMES[why.reason.setting])} is off.`
}

function documentRow(reached: ReachedBase, document: Document): Row {
  const { name, latest } = document
  const menu = rowMenu(reached, document)
  return {
    text: text`${bold(shorten(name, 80))} · ${kindWords(document)}\n${shorten(versionWords(document), 90)} · ${accessWords(document, seesAll(reached))}\n${shorten(latest.uploadedBy, 40)}, ${time(latest.uploadedAt, 'absolute')}`,
    ...(menu.options.length > 0 && { menu }),
  }
}

/** What may be done with it now; what is asked again when it is pressed. */
function rowMenu(reached: ReachedBase, { id, latest }: Document): Menu {
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
