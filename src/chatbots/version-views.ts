import { type Card, lastPage, pager, pre, type Row, ref, shorten, text, time } from '../chat'
import { diffWords } from './diff'
import { type ReachedChatbot, scopeOf } from './reach'
import { decideChatbot } from './rules'
import type { InstructionsVersion } from './versions'
import { scopeLine } from './words'

/** Every text the instructions have had, the newest first (F153). */
export function versionsCard(
  reached: ReachedChatbot,
  versions: readonly InstructionsVersion[],
  { page, total }: { page: number; total: number },
): Card {
  const { id, name } = reached.chatbot
  const last = lastPage(total)
  return {
    title: `Instructions of ${name}`,
    rows: versions.map((version) => versionRow(reached, version)),
    context:
      last > 0
        ? text`${scopeLine(scopeOf(reached))} · page ${String(page + 1)} of ${String(last + 1)}`
        : scopeLine(scopeOf(reached)),
    buttons: [
      { label: 'Back to the chatbot', press: ref('chatbots.show', id) },
      ...pager(page, total, (other) => ref('chatbots.versions', id, String(other))),
    ],
  }
}

function versionRow(
  { chatbot }: ReachedChatbot,
  { number, text: words, writtenBy, writtenAt }: InstructionsVersion,
): Row {
  const now = number === chatbot.instructionsVersion ? ', in use' : ''
  const begin = words === '' ? 'empty' : shorten(words.replace(/\s+/g, ' '), 100)
  return {
    text: text`Version ${String(number)}${now} · ${shorten(writtenBy, 40)} · ${time(writtenAt, 'absolute')}\n${begin}`,
    button: { label: 'Show', press: ref('chatbots.version', chatbot.id, String(number)) },
  }
}

/** A card holds the longest instructions and a glance at what restoring them would change. */
const TEXT_SHOWN = 1_600

/** One version: what restoring it would change, and its text. */
export function versionCard(reached: ReachedChatbot, version: InstructionsVersion): Card {
  const { chatbot, reach } = reached
  const { number, text: words, writtenBy, writtenAt } = version
  const current = number === chatbot.instructionsVersion
  const restorable = !current && words !== chatbot.instructions && decideChatbot(reach, 'parts').allowed
  const changes = diffWords(chatbot.instructions, words)
  return {
    title: `Version ${number} of ${chatbot.name}${current ? ', in use' : ''}`,
    text: [
      ...(words === '' ? ['No instructions.'] : [pre(current ? words : shorten(words, TEXT_SHOWN))]),
      ...(current || words === chatbot.instructions ? [] : ['\nCompared with what is in use:', pre(changes)]),
    ],
    context: text`${shorten(writtenBy, 60)} · ${time(writtenAt)} · ${scopeLine(scopeOf(reached))}`,
    buttons: [
      ...(restorable
        ? [
            {
              label: 'Restore this version',
              press: ref('chatbots.restoreVersion', chatbot.id, String(number)),
              style: 'primary' as const,
            },
          ]
        : []),
      { label: 'All versions', press: ref('chatbots.versions', chatbot.id, '0') },
    ],
  }
}
