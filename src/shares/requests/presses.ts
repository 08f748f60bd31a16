import {
  type Answer,
  type Context,
  isRefusal,
  openForm,
  type Press,
  pageNumber,
  press,
  type Refusal,
  replace,
  say,
} from '../../chat'
import { inOwnTeam } from '../../teams'
import { approveRequest } from './approve-request'
import type { Showing } from './draw'
import { approveForm, denyForm } from './forms'
import { mayDecide } from './may-decide'
import type { ShareRequest } from './request'
import { listPage, openRequest, showDecided } from './show'
import { withdrawRequest } from './withdraw-request'

/** Buttons of requests. Every press reads anew who may do what (R9, B3). */
export function requestPresses(showing: Showing): readonly Press[] {
  const { db } = showing
  const deciding = async (
    context: Context,
    id: string,
    go: (request: ShareRequest) => Answer,
  ): Promise<Answer | Refusal> => {
    const request = await mayDecide(db, context, id)
    return isRefusal(request) ? request : go(request)
  }
  return [
    press({ name: 'requests.open', run: (context, [id = '']) => openRequest(showing, context, id) }),
    press({
      name: 'requests.approve',
      first: 'form',
      run: (context, [id = '']) => deciding(context, id, (request) => openForm(approveForm(request))),
    }),
    press({
      name: 'requests.approveAsAsked',
      run: async (context, [id = '']) =>
        showDecided(showing, context, await approveRequest(db, context, id, null)),
    }),
    press({
      name: 'requests.deny',
      first: 'form',
      run: (context, [id = '']) => deciding(context, id, (request) => openForm(denyForm(request))),
    }),
    press({
      name: 'requests.withdraw',
      run: async (context, [id = '']) =>
        showDecided(showing, context, await withdrawRequest(db, context, id), 'requester'),
    }),
    press({
      name: 'requests.list',
      // Without a page it comes from a card, which stays.
      run: inOwnTeam(async (context, own, [, page]) => {
        const card = await listPage(db, context, own, pageNumber(page))
        return page === undefined ? say(card) : replace(card)
      }),
    }),
  ]
}
