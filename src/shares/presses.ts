import { isRefusal, openForm, type Press, pageNumber, press, refuse, replace, say } from '../chat'
import { isLevel, onChatbot, SHARING_PRESS, unlessMay } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { askShare } from './ask-share'
import { sharedCard, unsharedCard } from './done-views'
import { findGrantee } from './grantee'
import { accessPage } from './pages'
import { changeShare } from './share-chatbot'
import { personForm } from './share-form'
import { mayUnshare, unshareChatbot } from './unshare-chatbot'
import { confirmUnshareCard } from './views'

/** Buttons about who has a chatbot. */
export const sharePresses = (db: Database): readonly Press[] => [
  press({
    name: SHARING_PRESS,
    run: onChatbot(db, (_context, reached, [page]) =>
      orRefuse(accessPage(reached, pageNumber(page)), (card) => replace(card)),
    ),
  }),
  // Also for a share that is there: the form then changes it.
  press({
    name: 'shares.ask',
    first: 'form',
    run: onChatbot(db, async (context, reached, [teamId = '']) => {
      const team = await findGrantee(db, context, reached, { teamId })
      return isRefusal(team) ? team : askShare(reached, team)
    }),
  }),
  press({
    name: 'shares.askPerson',
    first: 'form',
    run: onChatbot(
      db,
      (_context, reached) =>
        unlessMay(reached, 'share') ?? openForm(personForm(reached.chatbot, undefined, undefined)),
    ),
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
