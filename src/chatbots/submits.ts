import { isRefusal, type Submit, say, submit } from '../chat'
import type { Database } from '../db'
import { orRefuse, ownTeam } from '../teams'
import { reachToDo } from './changing'
import { createChatbot } from './create-chatbot'
import { deleteChatbot } from './delete-chatbot'
import { deletedCard, editedCard, madeCard } from './done-views'
import { editChatbot } from './edit-chatbot'
import { createForm, deleteForm, editForm, objectionTo, readWish, word } from './forms'
import { findChatbot } from './repository'
import { readShare } from './sharing-fields'

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
      return editForm(reached.chatbot, readWish(values, reached.chatbot))
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
]
