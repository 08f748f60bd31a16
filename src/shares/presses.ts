import {
  type Answer,
  type Context,
  isRefusal,
  openForm,
  type Press,
  pageNumber,
  press,
  refuse,
  replace,
  say,
} from '../chat'
import { findChatbot, isLevel, onChatbot, SHARING_PRESS, unlessMay } from '../chatbots'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { askShare } from './ask-share'
import { sharedCard, unsharedCard } from './done-views'
import { findGrantee } from './grantee'
import { accessPage, pageOf } from './pages'
import { type ChatbotShared, changeShare } from './share-chatbot'
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
      return isRefusal(team) ? team : askShare(db, context, reached, team)
    }),
  }),
  press({
    name: 'shares.askPerson',
    first: 'form',
    run: onChatbot(
      db,
      (_context, reached) => unlessMay(reached, 'share') ?? openForm(personForm(reached.chatbot, {})),
    ),
  }),
  press({
    name: 'shares.change',
    run: async (context, [id = '', whomId = '', level = '', knowledge = '']) => {
      if (!isLevel(level)) return refuse({ code: 'notFound', what: 'share' })
      const share = { level, knowledge: knowledge === '1' }
      const shared = await changeShare(db, context, id, whomId, share)
      return isRefusal(shared) ? shared : showChanged(db, context, shared, whomId)
    },
  }),
  press({
    name: 'shares.askEnd',
    run: async (context, [id = '', whomId = '']) =>
      orRefuse(await mayUnshare(db, context, id, whomId), (may) =>
        replace(confirmUnshareCard(may, may.grant)),
      ),
  }),
  press({
    name: 'shares.end',
    refusal: 'replace',
    run: async (context, [id = '', whomId = '']) =>
      orRefuse(await unshareChatbot(db, context, id, whomId), (done) => replace(unsharedCard(done))),
  }),
]

/** The list as it is now, at the page of the share, in place of the one that was pressed. */
async function showChanged(
  db: Database,
  { actor }: Context,
  shared: ChatbotShared,
  whomId: string,
): Promise<Answer> {
  const reached = await findChatbot(db, actor, shared.id)
  const list = reached && accessPage(reached, pageOf(reached, whomId))
  const done = sharedCard(shared)
  return list && !isRefusal(list) ? replace({ ...list, tone: 'success', text: done.title }) : say(done)
}
