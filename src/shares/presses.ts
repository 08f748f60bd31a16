import { isRefusal, openForm, type Press, press, refuse, replace, say } from '../chat'
import { isLevel, isTo, onChatbot, SHARING_PRESS } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { sharedCard, unsharedCard } from './done-views'
import { changeShare, mayShare, mayUnshare, unshareChatbot } from './share-chatbot'
import { shareForm } from './share-form'
import { confirmUnshareCard, sharingCard } from './views'

/** Buttons about who shares a chatbot. */
export const sharePresses = (db: Database): readonly Press[] => [
  press({
    name: SHARING_PRESS,
    run: onChatbot(db, (_context, reached) => replace(sharingCard(reached))),
  }),
  press({
    name: 'shares.ask',
    first: 'form',
    run: async (context, [id = '', teamId = '']) => {
      const sharing = await mayShare(db, context, id, teamId)
      if (isRefusal(sharing)) return sharing
      const { chatbot, team } = sharing
      const grant = chatbot.grants.find((each) => isTo(each, team))
      return openForm(shareForm(chatbot, team, grant))
    },
  }),
  press({
    name: 'shares.change',
    run: async (context, [id = '', grantId = '', level = '', knowledge = '']) => {
      if (!isLevel(level)) return refuse({ code: 'notFound', what: 'share' })
      const share = { level, knowledge: knowledge === '1' }
      return orRefuse(await changeShare(db, context, id, grantId, share), (shared) => say(sharedCard(shared)))
    },
  }),
  press({
    name: 'shares.askEnd',
    run: async (context, [id = '', grantId = '']) =>
      orRefuse(await mayUnshare(db, context, id, grantId), (may) =>
        replace(confirmUnshareCard(may, may.grant)),
      ),
  }),
  press({
    name: 'shares.end',
    refusal: 'replace',
    run: async (context, [id = '', grantId = '']) =>
      orRefuse(await unshareChatbot(db, context, id, grantId), (done) => replace(unsharedCard(done))),
  }),
]
