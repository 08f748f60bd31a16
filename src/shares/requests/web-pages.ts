import { type FormValues, isRefusal, refuse } from '../../chat'
import type { Clock } from '../../clock'
import { type PageBody, tokenPage } from '../../people'
import type { Secrets } from '../../secrets'
import { approveRequest } from './approve-request'
import { denyRequest } from './deny-request'
import { drawRequest, type Showing } from './draw'
import { chosenShare, typedIn, wordsIn } from './forms'
import { mayDecide } from './may-decide'
import { decisionForms } from './page-views'
import { readRequest, readRequestByToken } from './repository'

/** The page behind the mail's link: shows what the owner of the team sees in chat, and asks before it decides. */
export function requestPages({ secrets, clock, ...showing }: Showing & { secrets: Secrets; clock: Clock }) {
  const { db } = showing
  return tokenPage({
    ...{ db, secrets, clock, path: '/requests', what: 'request' },
    async find(tokenHash) {
      const [request] = await readRequestByToken(db, [tokenHash])
      return request && { ...request, personId: request.askedId }
    },
    async show(acting, id, body) {
      const may = await mayDecide(db, acting, id)
      if (isRefusal(may) && may.code !== 'requestOver') return may
      const [request] = await readRequest(db, [id])
      if (!request) return refuse({ code: 'notFound', what: 'request' })
      return {
        card: await drawRequest(showing, request, 'decider', acting.actor.personId, acting.at),
        form: isRefusal(may) ? null : (csrf) => decisionForms(may, typedIn(valuesOf(body)), csrf),
      }
    },
    answers: {
      async approve(acting, id, body) {
        const share = chosenShare(valuesOf(body))
        return isRefusal(share) ? share : approveRequest(db, acting, id, share)
      },
      deny: (acting, id, { reason }) => denyRequest(db, acting, id, wordsIn(reason)),
    },
  })
}

/** As chat sends its forms: what can be ticked is a list, and what is empty is left out. */
const valuesOf = ({ level, knowledge = [], reason }: PageBody): FormValues => ({
  ...(level !== undefined && { level }),
  ...(reason !== undefined && { reason }),
  knowledge: [knowledge].flat(),
})
