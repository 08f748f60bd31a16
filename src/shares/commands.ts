import { type Command, command, isRefusal, openForm, say } from '../chat'
import { chatbotOption, isLevel, LEVEL_CHOICES, mayDo, unlessMay, whichChatbot } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { askShare, orByRequest } from './ask-share'
import { sharedCard } from './done-views'
import { granteeMeant, knowsPeopleOf } from './grantee'
import { sharingWith } from './may-share'
import { accessPage } from './pages'
import { shareChatbot } from './share-chatbot'
import { personForm } from './share-form'
import { withOption } from './with-option'

export const shareCommands = (db: Database): readonly Command[] => [
  // With a level it is done at once, else in a form (F38, F39, F91).
  command({
    name: 'chatbot share',
    description: 'Share a chatbot of yours with a team or a person',
    first: 'form',
    options: {
      chatbot: chatbotOption(db, 'Which chatbot of yours'),
      with: withOption(db),
      level: { kind: 'choice', description: 'What they may do with it', choices: LEVEL_CHOICES },
      documents: {
        kind: 'choice',
        description: 'Whether answers may use its documents; yes if left out',
        choices: [
          { value: 'yes', label: 'Documents included' },
          { value: 'no', label: 'Documents not included' },
        ],
      },
    },
    run: async (context, args) => {
      const reached = await whichChatbot(db, context, args.chatbot, mayDo('share'))
      if (isRefusal(reached)) return reached
      const refused = unlessMay(reached, 'share')
      if (refused) return refused
      const to = await granteeMeant(db, context, reached, args.with)
      const { level, documents } = args
      const known = documents === undefined ? {} : { knowledge: documents === 'yes' }
      // Who is in no team shares with people.
      if (isRefusal(to) && to.code === 'noTeam' && knowsPeopleOf(context, reached.chatbot))
        return openForm(personForm(reached.chatbot, { ...known, ...(isLevel(level) && { level }) }))
      if (isRefusal(to)) return to
      if (!isLevel(level)) return askShare(db, context, reached, to, known)
      const sharing = sharingWith(reached, to)
      if (isRefusal(sharing)) return orByRequest(db, context, sharing, reached, to, level)
      const share = { level, knowledge: true, ...known }
      return orRefuse(await shareChatbot(db, context, reached.chatbot.id, to, share), (shared) =>
        say(sharedCard(shared)),
      )
    },
  }),
  command({
    name: 'chatbot access',
    description: 'Show who has a chatbot, and change or end that',
    options: { chatbot: chatbotOption(db, 'Which chatbot of yours') },
    run: async (context, args) => {
      const reached = await whichChatbot(db, context, args.chatbot, mayDo('share'))
      return isRefusal(reached) ? reached : orRefuse(accessPage(reached, 0), (card) => say(card))
    },
  }),
]
