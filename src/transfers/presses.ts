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
import { keptCard, startedCard } from './confirm-cards'
import { drawTransfer, type Showing, subjectOf } from './draw'
import { cancelTransfer, declineTransfer } from './end-transfer'
import { readTransferIn } from './repository'
import { sideOf } from './rules'
import { startChatbotTransfer } from './start-transfer'

const UNKNOWN = refuse({ code: 'notFound', what: 'transfer' })

/** Buttons of the cards of a transfer; what is refused leaves the card as it is, to be redrawn if it is behind (H1). */
export function transferPresses(options: Showing & { secrets: Secrets }): readonly Press[] {
  const { db, secrets } = options
  type Verb = (db: Database, context: Context, id: string) => Promise<object | Refusal>
  const deciding = (name: string, verb: Verb) =>
    press({
      name,
      run: async (context, [id = '']) => {
        const result = await verb(db, context, id)
        return isRefusal(result) ? result : showTransfer(options, context, id, replace)
      },
    })
  return [
    deciding('transfers.accept', acceptTransfer),
    deciding('transfers.decline', declineTransfer),
    deciding('transfers.cancel', cancelTransfer),
    // In a list, which stays.
    press({ name: 'transfers.open', run: (context, [id = '']) => showTransfer(options, context, id, say) }),
    press({
      name: 'transfers.chatbot',
      refusal: 'replace',
      run: async (context, [chatbotId = '', personId = '']) => {
        const started = await startChatbotTransfer(db, secrets, context, { chatbotId, personId })
        return isRefusal(started) ? started : showStarted(db, context, started.id, replace)
      },
    }),
    press({ name: 'transfers.keep', who: 'anyone', run: async () => replace(keptCard) }),
  ]
}

/** That it went out: the card that follows it comes by itself. */
export async function showStarted(
  db: Database,
  { actor }: Context,
  id: string,
  show: typeof say | typeof replace,
): Promise<Answer | Refusal> {
  const [transfer] = await readTransferIn(db, [id, accountsOf({ actor })])
  return transfer ? show(startedCard(transfer)) : UNKNOWN
}

/** As one of the two sees it at this moment; for everybody else there is none. */
async function showTransfer(
  showing: Showing,
  { actor, at }: Context,
  id: string,
  show: typeof say | typeof replace,
): Promise<Answer | Refusal> {
  const [transfer] = await readTransferIn(showing.db, [id, accountsOf({ actor })])
  const side = transfer && sideOf(transfer, actor.personId)
  if (!transfer || !side) return UNKNOWN
  return show(await drawTransfer(showing, transfer, side, at), 'private', subjectOf(transfer, side))
}
