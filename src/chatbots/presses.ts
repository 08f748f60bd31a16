import { decideTeam } from '../access'
import { type Feature, isRefusal, openForm, type Press, pageNumber, press, replace, say } from '../chat'
import type { Database } from '../db'
import { denied, inOwnTeam, orRefuse } from '../teams'
import { changeStatus } from './change-status'
import { EVENTS } from './chatbot'
import { duplicateChatbot } from './create-chatbot'
import { unlessMay } from './denied'
import { duplicatedCard, editedCard, statusCard } from './done-views'
import { restoreInstructions } from './edit-chatbot'
import { createForm } from './forms'
import { askDelete, askEdit, listPage, onChatbot, showPage, versionPage, versionsPage } from './pages'
import { OWNERSHIPS } from './reach'
import { chatbotSubmits } from './submits'

/** Buttons, menus and forms of the chatbots' cards. */
export function chatbotPresses(db: Database): Pick<Feature, 'presses' | 'submits'> {
  const presses: Press[] = [
    press({
      name: 'chatbots.list',
      run: async (context, [page, only]) =>
        replace(
          await listPage(
            db,
            context,
            pageNumber(page),
            OWNERSHIPS.find((each) => each === only),
          ),
        ),
    }),
    // In a list or a notice, which stays; `chatbots.show` goes back to the card from one of its pages.
    press({
      name: 'chatbots.open',
      run: onChatbot(db, async (_context, reached) => say(await showPage(db, reached))),
    }),
    press({
      name: 'chatbots.show',
      run: onChatbot(db, async (_context, reached) => replace(await showPage(db, reached))),
    }),
    press({
      name: 'chatbots.create',
      first: 'form',
      run: inOwnTeam(async (_context, own) => {
        const decision = decideTeam(own, 'chatbot.create')
        return decision.allowed ? openForm(createForm(own, {})) : denied(decision.reason, own)
      }),
    }),
    press({
      name: 'chatbots.edit',
      first: 'form',
      run: onChatbot(db, (_context, reached) => askEdit(reached)),
    }),
    press({
      name: 'chatbots.delete',
      first: 'form',
      run: onChatbot(db, (_context, reached) => askDelete(reached)),
    }),
    press({
      name: 'chatbots.status',
      run: onChatbot(db, async (context, reached, [wish]) => {
        const event = EVENTS.find((each) => each === wish)
        if (!event) return say(await showPage(db, reached))
        return orRefuse(await changeStatus(db, context, reached.chatbot.id, event), (done) =>
          say(statusCard(done)),
        )
      }),
    }),
    press({
      name: 'chatbots.duplicate',
      run: onChatbot(db, async (context, { chatbot }) =>
        orRefuse(await duplicateChatbot(db, context, chatbot.id), (made) => say(duplicatedCard(made))),
      ),
    }),
    press({
      name: 'chatbots.versions',
      run: onChatbot(
        db,
        async (_context, reached, [page]) =>
          unlessMay(reached, 'versions') ?? replace(await versionsPage(db, reached, pageNumber(page))),
      ),
    }),
    press({
      name: 'chatbots.version',
      run: onChatbot(db, async (_context, reached, [number]) => {
        const card = unlessMay(reached, 'versions') ?? (await versionPage(db, reached, Number(number)))
        return isRefusal(card) ? card : replace(card)
      }),
    }),
    press({
      name: 'chatbots.restoreVersion',
      run: onChatbot(db, async (context, reached, [number]) =>
        orRefuse(await restoreInstructions(db, context, reached.chatbot.id, Number(number)), (edited) =>
          replace(editedCard(edited)),
        ),
      ),
    }),
  ]
  return { presses, submits: chatbotSubmits(db) }
}
