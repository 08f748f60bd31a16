import type { Card } from '../../chat'
import { statusAt } from '../../deadlines'
import { sealLink } from '../../later-link'
import { mailFromCard, type NoticeKind, type NoticeTopic, type Owed } from '../../notices'
import type { Secrets } from '../../secrets'
import { drawRequest, type RequestView, type Showing, subjectOf } from './draw'
import { outcomeCard } from './outcome-view'
import { readRequest, readTokenHash } from './repository'
import type { ShareRequest } from './request'
import { inTitle } from './views'

export interface RequestNoticeOptions extends Showing {
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
}

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

  /** Who has no chat user decides on the page, as long as it is they who are asked. */
  async function withLink(card: Card, { subjectId, personId }: Owed): Promise<Card> {
    const [kept] = await readTokenHash(db, [subjectId, personId])
    if (!kept) return card
    const href = `${publicUrl}/requests/${sealLink(secrets, 'request', kept.tokenHash)}`
    return { ...card, buttons: [{ label: 'Decide', href }] }
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
