import { isRefusal, refuse } from '../chat'
import type { Clock } from '../clock'
import { tokenPage } from '../people'
import type { Secrets } from '../secrets'
import { type Html, html } from '../web'
import { acceptTransfer } from './accept-transfer'
import { drawTransfer, type Showing } from './draw'
import { declineTransfer } from './end-transfer'
import { mayAnswer } from './may-answer'
import { readTransfer, readTransferByToken } from './repository'
import { sideOf } from './rules'

/** The page behind the mail's link: shows what the recipient sees in chat, and asks before anything is decided. */
export const transferPages = ({
  secrets,
  clock,
  ...showing
}: Showing & { secrets: Secrets; clock: Clock }) => {
  const { db } = showing
  return tokenPage({
    ...{ db, secrets, clock, path: '/transfers', what: 'transfer' },
    async find(tokenHash) {
      const [transfer] = await readTransferByToken(db, [tokenHash])
      return transfer && { ...transfer, personId: transfer.toId }
    },
    async show(acting, id) {
      const may = await mayAnswer(db, acting, id)
      if (isRefusal(may) && may.code !== 'transferOver') return may
      const [transfer] = await readTransfer(db, [id])
      // Who has left reads nothing of what goes on there (R4).
      if (!transfer || sideOf(transfer, acting.actor.personId) !== 'recipient')
        return refuse({ code: 'notFound', what: 'transfer' })
      return {
        card: await drawTransfer(showing, transfer, 'recipient', acting.at),
        form: isRefusal(may) ? null : answerForm,
      }
    },
    answers: {
      accept: (acting, id) => acceptTransfer(db, acting, id),
      decline: (acting, id) => declineTransfer(db, acting, id),
    },
  })
}

const answerForm = (csrf: Html): Html => html`
<form method="post">
${csrf}
<button name="answer" value="accept" class="primary">Accept</button>
<button name="answer" value="decline">Decline</button>
</form>`
