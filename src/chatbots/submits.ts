import { isRefusal, refuse, type Submit, say, submit } from '../chat'
import type { Database } from '../db'
import { orRefuse, ownTeam } from '../teams'
import { reachToDo } from './changing'
import { createChatbot } from './create-chatbot'
import { deleteChatbot } from './delete-chatbot'
import { deletedCard, editedCard, madeCard, sharedCard } from './done-views'
import { editChatbot } from './edit-chatbot'
import { createForm, deleteForm, editForm, objectionTo, readWish, word } from './forms'
import { isTo } from './reach'
import { findChatbot } from './repository'
import { mayShare, shareWithTeam } from './share-chatbot'
import { readShare, shareForm } from './share-form'

export const chatbotSubmits = (db: Database): readonly Submit[] => [
  submit({
    name: 'chatbots.create',
    long: ['instructions'],
    form: async (context, [teamId], values) => {
      const own = ownTeam(context, teamId)
      return isRefusal(own) ? own : createForm(own, readWish(values))
    },
    run: async (context, [teamId = ''], values) => {
      const wish = readWish(values)
      const objection = objectionTo(wish)
      if (objection) return objection
      const shared = readShare(values)
      if (isRefusal(shared)) return shared
      const made = await createChatbot(db, context, teamId, { ...wish, shared })
      return orRefuse(made, (made) => say(madeCard(made)))
    },
  }),
  submit({
    name: 'chatbots.edit',
    long: ['instructions'],
    // Shown again with the present version: who saves now has been told of the other change.
    form: async (context, [id = ''], values) => {
      const reached = await reachToDo(db, context, id, 'edit')
      if (isRefusal(reached)) return reached
      return editForm(id, reached.chatbot.version, readWish(values, reached.chatbot))
    },
    run: async (context, [id = '', seen = ''], values) => {
      const reached = await findChatbot(db, context.actor, id)
      const wish = readWish(values, reached?.chatbot)
      const objection = objectionTo(wish)
      if (reached && objection) return objection
      return orRefuse(await editChatbot(db, context, id, Number(seen), wish), (edited) =>
        say(editedCard(edited)),
      )
    },
  }),
  submit({
    name: 'chatbots.delete',
    form: async (context, [id = '']) => {
      const reached = await reachToDo(db, context, id, 'delete')
      return isRefusal(reached) ? reached : deleteForm(reached.chatbot)
    },
    run: async (context, [id = ''], values) =>
      orRefuse(await deleteChatbot(db, context, id, word(values.name)), (gone) => say(deletedCard(gone))),
  }),
  submit({
    name: 'chatbots.share',
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
