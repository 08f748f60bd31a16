import { type Command, command, isRefusal, openForm, refuse, say } from '../chat'
import { chatbotOption, mayDo, unlessMay, whichChatbot } from '../chatbots'
import type { Database } from '../db'
import { inTeam, memberOption, teamOption, unless } from '../teams'
import { confirmOfferCard } from './confirm-cards'
import { namedTransferForm, transferForm } from './forms'
import { mayGetTeam, refuseIfOffered } from './may-get'
import { whichMemberOf, whichPerson } from './which-recipient'

/** The longest address there is. */
const ADDRESS_LENGTH = 254

export const transferCommands = (db: Database): readonly Command[] => [
  command({
    name: 'team transfer',
    description: 'Offer the team to a member, who will own it and pay for it',
    first: 'form',
    options: {
      person: { ...memberOption(db, 'Name, mention or address of the new owner'), required: false },
      team: teamOption,
    },
    run: inTeam(async (context, own, { person }) => {
      const refused = unless(own, 'team.transfer')
      if (refused) return refused
      if (person === undefined)
        return (await refuseIfOffered(db, own.teamId, context.at)) ?? openForm(transferForm(own, {}))
      const named = await whichMemberOf(db, context, own, person)
      if (isRefusal(named)) return named
      const to = await mayGetTeam(db, context, own, named.personId)
      return isRefusal(to) ? to : openForm(namedTransferForm(own, to))
    }),
  }),
  command({
    name: 'chatbot transfer',
    description: 'Offer a chatbot of yours to somebody else, who will own it',
    form: { title: 'Hand a chatbot over', submitLabel: 'Continue' },
    options: {
      chatbot: chatbotOption(db, 'Which chatbot of yours'),
      address: {
        kind: 'text',
        description: 'Address, name or mention of the new owner',
        asked: true,
        maxLength: ADDRESS_LENGTH,
      },
    },
    run: async (context, { chatbot, address }) => {
      const reached = await whichChatbot(db, context, chatbot, mayDo('transfer'))
      if (isRefusal(reached)) return reached
      const refused = unlessMay(reached, 'transfer')
      if (refused) return refused
      const to = await whichPerson(db, context, reached, address)
      if (isRefusal(to)) return to
      if (to.personId === context.actor.personId)
        return refuse({ code: 'transferToSelf', what: 'chatbot' }, 'address')
      return (await refuseIfOffered(db, reached.chatbot.id, context.at)) ?? say(confirmOfferCard(reached, to))
    },
  }),
]
