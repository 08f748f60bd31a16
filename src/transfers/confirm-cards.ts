import { bold, type Card, ref, slash, text } from '../chat'
import { ownerWords, type ReachedChatbot } from '../chatbots'
import type { Transfer } from './transfer'
import { effectWords, inTitle, scopeWords, subjectInside } from './words'

/** Before a chatbot is offered: nothing is sent before this card's button. */
export function confirmOfferCard({ chatbot }: ReachedChatbot, to: { personId: string; name: string }): Card {
  const { id, name, workspaceName, grants } = chatbot
  const fromName = ownerWords(chatbot)
  const others = grants.filter((grant) => grant.to.kind === 'team' || grant.to.personId !== to.personId)
  const teams = others.filter((grant) => grant.to.kind === 'team').length
  const shares = { teams, people: others.length - teams }
  const parties = { what: 'chatbot', name, fromName, toName: to.name, shares } as const
  return {
    tone: 'warning',
    title: `Offer chatbot ${inTitle(name)} to ${inTitle(to.name)}?`,
    text: effectWords(parties, 'starter'),
    fields: [
      {
        name: 'Now',
        value: text`Nothing is sent before you confirm, and nothing changes before ${bold(to.name)} accepts.`,
      },
      { name: 'Open for', value: 'Seven days; you can cancel it' },
    ],
    context: text`In workspace ${bold(workspaceName)}`,
    buttons: [
      {
        label: `Offer it to ${inTitle(to.name)}`,
        press: ref('transfers.chatbot', id, to.personId),
        style: 'primary',
      },
      { label: 'Cancel', press: ref('transfers.keep') },
    ],
  }
}

/** Right after offering; the copy that follows the offer comes by itself. */
export const startedCard = (transfer: Transfer): Card => ({
  tone: 'success',
  title: `You offered ${subjectInside(transfer)} to ${inTitle(transfer.toName)}`,
  text: text`Your card in our private messages shows how it stands, and lets you cancel it; so does ${slash('inbox')}.`,
  context: scopeWords(transfer),
})

export const keptCard: Card = { title: 'Nothing was sent, nothing was changed' }
