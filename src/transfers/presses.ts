import {
  type Answer,
  type Context,
  isRefusal,
  type Press,
  press,
  type Refusal,
  refuse,
  replace,
  say,
} from '../chat'
import type { Database } from '../db'
import type { Secrets } from '../secrets'
import { accountsOf } from '../teams'
import { acceptTransfer } from './accept-transfer'
import { keptCard } from './confirm-cards'
import { cancelTransfer, declineTransfer } from './end-transfer'
import { transferSubject } from './notices'
import { readTransferIn } from './repository'
import { sideOf } from './rules'
import { startChatbotTransfer } from './start-transfer'
import { transferCard } from './views'

/** Buttons of the cards of a transfer; what is refused leaves the card as it is, to be redrawn if it is behind (H1). */
export function transferPresses(db: Database, secrets: Secrets): readonly Press[] {
  type Verb = (db: Database, context: Context, id: string) => Promise<object | Refusal>
  const deciding = (name: string, verb: Verb) =>
    press({
      name,
      run: async (context, [id = '']) => {
        const result = await verb(db, context, id)
        return isRefusal(result) ? result : showTransfer(db, context, id, replace)
      },
    })
  return [
    deciding('transfers.accept', acceptTransfer),
    deciding('transfers.decline', declineTransfer),
    deciding('transfers.cancel', cancelTransfer),
    // In a list, which stays.
    press({ name: 'transfers.open', run: (context, [id = '']) => showTransfer(db, context, id, say) }),
    press({
      name: 'transfers.chatbot',
      refusal: 'replace',
      run: async (context, [chatbotId = '', personId = '']) => {
        const started = await startChatbotTransfer(db, secrets, context, { chatbotId, personId })
        return isRefusal(started) ? started : showTransfer(db, context, started.id, replace)
      },
    }),
    press({ name: 'transfers.keep', who: 'anyone', run: async () => replace(keptCard) }),
  ]
}

/** As one of the two sees it at this moment; for everybody else there is none. */
export async function showTransfer(
  db: Database,
  { actor, at }: Context,
  id: string,
  show: typeof say | typeof replace,
): Promise<Answer | Refusal> {
  const [transfer] = await readTransferIn(db, [id, accountsOf({ actor })])
  const side = transfer && sideOf(transfer, actor.personId)
  if (!transfer || !side) return refuse({ code: 'notFound', what: 'transfer' })
  return show(transferCard(transfer, side, at), 'private', transferSubject(transfer, side))
}
