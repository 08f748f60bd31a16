import { bold, type Card, lastPage, pager, type Row, ref, shorten, slash, text } from '../../chat'
import { DOCUMENTS_PRESS, type ReachedChatbot, scopeLine, scopeOf, unlessMay } from '../../chatbots'
import { MOST_USED_BASES } from '../base'
import { documentsWords } from './list-view'
import type { UsableBase } from './repository'

/** From which bases of its workspace an agent answers, and the switches for who may choose them. */
export function usedCard(
  agent: ReachedChatbot,
  bases: readonly UsableBase[],
  { page, seesAll }: { page: number; seesAll: boolean },
): Card {
  const { id, name } = agent.chatbot
  const chooses = unlessMay(agent, 'parts') === undefined
  const [{ total, used } = { total: 0, used: 0 }] = bases
  const last = lastPage(total)
  return {
    title: `Knowledge bases of ${shorten(name, 80)}`,
    text:
      total === 0
        ? text`Its workspace has none yet: ${slash('workspace knowledge')} makes them. It answers from documents of its own.`
        : `It answers from documents of its own${used > 0 ? `, and from ${basesWords(used)}` : ''}. Its workspace has ${basesWords(total)}; it may use up to ${MOST_USED_BASES}.`,
    rows: bases.map((base) => usableRow(id, base, { chooses, seesAll, page })),
    context: text`${scopeLine(scopeOf(agent))}${last > 0 ? ` · page ${page + 1} of ${last + 1}` : ''}`,
    buttons: [
      { label: 'Its own documents', press: ref(DOCUMENTS_PRESS, id, '0') },
      ...pager(page, total, (other) => ref('knowledge.ofAgent', id, String(other))),
      { label: 'Back to the agent', press: ref('chatbots.show', id) },
    ],
  }
}

const basesWords = (count: number) => `${count} knowledge ${count === 1 ? 'base' : 'bases'}`

function usableRow(
  agentId: string,
  base: UsableBase,
  { chooses, seesAll, page }: { chooses: boolean; seesAll: boolean; page: number },
): Row {
  const { id, name, description, uses } = base
  const about = description === '' ? '' : `\n${shorten(description, 120)}`
  const ids = [agentId, id, String(page)] as const
  return {
    text: text`${bold(shorten(name, 80))} · ${uses ? 'used' : 'not used'} · ${documentsWords(base, seesAll)}${about}`,
    ...(chooses && {
      button: uses
        ? { label: 'Stop using', press: ref('knowledge.leave', ...ids) }
        : { label: 'Use', press: ref('knowledge.use', ...ids), style: 'primary' as const },
    }),
  }
}
