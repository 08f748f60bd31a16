import type { Card } from '../../chat'
import { statusAt } from '../../deadlines'
import { mailFromCard, type NoticeKind, type NoticeTopic, type Owed } from '../../notices'
import { hashSecret, type Secrets } from '../../secrets'
import { drawRequest, type RequestView, type Showing, subjectOf } from './draw'
import { outcomeCard } from './outcome-view'
import { readRequest, readRequestByToken } from './repository'
import type { ShareRequest } from './request'
import { inTitle } from './views'

export interface RequestNoticeOptions extends Showing {
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
}

const ELSEWHERE = { name: 'Where to decide', value: 'Behind the link in the mail that asked you first.' }

/** What people are told: the owner of the team that they are asked, the member how it stands and how it ended. */
export function requestNotices(options: RequestNoticeOptions): readonly NoticeKind[] {
  const { db, secrets, publicUrl } = options
  /** The card itself, as long as it waits for an answer. */
  const followCard = (
    name: string,
    view: RequestView,
    { titleOf, topic }: { titleOf?: (request: ShareRequest) => string; topic?: NoticeTopic } = {},
  ): NoticeKind => ({
    name,
    ...(topic && { topic }),
    async draw(owed, { now }) {
      const [request] = await readRequest(db, [owed.subjectId])
      if (!request || statusAt(request, now) !== 'pending') return null
      // The team has another owner by now, who is told on their own.
      if (view === 'decider' && request.owner?.personId !== owed.personId) return null
      const drawn = await drawRequest(options, request, view, owed.personId, now)
      const card = titleOf ? { ...drawn, title: titleOf(request) } : drawn
      const mail = mailFromCard(view === 'decider' ? await withLink(card, owed) : card)
      return { card, subject: subjectOf(request.id, view), mail }
    },
  })

  /** How it ended. */
  const told = (name: string, topic: NoticeTopic): NoticeKind => ({
    name,
    topic,
    async draw({ subjectId, data }, { now }) {
      const [request] = await readRequest(db, [subjectId])
      const status = request && statusAt(request, now)
      return request && status && status !== 'pending'
        ? { card: outcomeCard(request, status, data.why) }
        : null
    },
  })

  /** Who has no chat user decides on the page, as long as the link is the present one. */
  async function withLink(card: Card, { data }: Owed): Promise<Card> {
    const token = typeof data.token === 'string' ? secrets.open(data.token) : null
    const [current] = token === null ? [] : await readRequestByToken(db, [hashSecret(token)])
    return current
      ? { ...card, buttons: [{ label: 'Decide', href: `${publicUrl}/requests/${token}` }] }
      : { ...card, fields: [...(card.fields ?? []), ELSEWHERE] }
  }

  return [
    followCard('request.filed', 'decider'),
    followCard('request.mine', 'requester'),
    followCard('request.reminder', 'decider', {
      titleOf: ({ requesterName, chatbotName }) =>
        `${inTitle(requesterName)}’s request to share chatbot ${inTitle(chatbotName)} expires within a day`,
      topic: 'reminder',
    }),
    told('request.decided', 'outcome'),
    told('request.expired', 'reminder'),
  ]
}
