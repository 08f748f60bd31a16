import { isRefusal, refuse, type Submit, say, submit } from '../chat'
import { isTo, readShare } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { sharedCard } from './done-views'
import { mayShare, shareWithTeam } from './share-chatbot'
import { shareForm } from './share-form'

export const shareSubmits = (db: Database): readonly Submit[] => [
  submit({
    name: 'shares.give',
    form: async (context, [id = '', teamId = '']) => {
      const sharing = await mayShare(db, context, id, teamId)
      if (isRefusal(sharing)) return sharing
      const { chatbot, team } = sharing
      return shareForm(
        chatbot,
        team,
        chatbot.grants.find((grant) => isTo(grant, team)),
      )
    },
    run: async (context, [id = '', teamId = ''], values) => {
      const share = readShare(values)
      if (share === null) return refuse({ code: 'optionMissing', option: 'Level' }, 'level')
      if (isRefusal(share)) return share
      return orRefuse(await shareWithTeam(db, context, id, teamId, share), (shared) =>
        say(sharedCard(shared)),
      )
    },
  }),
]
