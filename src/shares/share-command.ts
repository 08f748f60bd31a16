import type { TeamMembership } from '../access'
import { type Command, type Context, command, isRefusal, openForm, type Refusal, say } from '../chat'
import { chatbotOption, isLevel, isTo, LEVEL_CHOICES, mayDo, whichChatbot } from '../chatbots'
import type { Database } from '../db'
import { orRefuse, teamOption, whichTeam } from '../teams'
import { sharedCard } from './done-views'
import { mayShare, shareWithTeam } from './share-chatbot'
import { shareForm } from './share-form'

/** Owner and admin share directly with a team; with a level at once, else in a form (F38, F39, F91). */
export const shareCommand = (db: Database): Command =>
  command({
    name: 'chatbot share',
    description: 'Share a chatbot of yours with a team',
    first: 'form',
    options: {
      chatbot: chatbotOption(db, 'Which chatbot of yours'),
      with: { ...teamOption, named: false, description: 'The team; yours here if left out' },
      level: { kind: 'choice', description: 'What the team may do with it', choices: LEVEL_CHOICES },
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
      const { level, documents = 'yes' } = args
      const team = teamMeant(context, args.with)
      if (isRefusal(team)) return team
      const { id } = reached.chatbot
      const sharing = await mayShare(db, context, id, team.teamId)
      if (isRefusal(sharing)) return sharing
      const grant = sharing.chatbot.grants.find((each) => isTo(each, team))
      if (!isLevel(level)) return openForm(shareForm(sharing.chatbot, team, grant))
      const share = { level, knowledge: documents === 'yes' }
      return orRefuse(await shareWithTeam(db, context, id, team.teamId, share), (shared) =>
        say(sharedCard(shared)),
      )
    },
  })

/** The choice of a team is asked for under the name that the option has here. */
function teamMeant(context: Context, typed: string | undefined): TeamMembership | Refusal {
  const team = whichTeam(context, typed)
  return isRefusal(team) && team.code === 'pick' ? { ...team, option: 'with' } : team
}
