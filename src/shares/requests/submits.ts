import { isRefusal, refuse, type Submit, say, submit } from '../../chat'
import { findChatbot } from '../../chatbots'
import { orRefuse, ownTeam } from '../../teams'
import { approveRequest } from './approve-request'
import { denyRequest } from './deny-request'
import type { Showing } from './draw'
import { fileRequest } from './file-request'
import { approveForm, chosenShare, denyForm, requestForm, typedIn, wordsIn } from './forms'
import { mayDecide } from './may-decide'
import { showDecided } from './show'
import { filedCard } from './views'

/** Forms of requests: asking, approving at a level, denying with a reason. */
export function requestSubmits(showing: Showing): readonly Submit[] {
  const { db } = showing
  return [
    submit({
      name: 'requests.file',
      long: ['reason'],
      form: async (context, [chatbotId = '', teamId = ''], values) => {
        const team = ownTeam(context, teamId)
        if (isRefusal(team)) return team
        const found = await findChatbot(db, context.actor, chatbotId)
        return found
          ? requestForm(found.chatbot, team, typedIn(values))
          : refuse({ code: 'notFound', what: 'chatbot' })
      },
      run: async (context, [chatbotId = '', teamId = ''], values) => {
        const share = chosenShare(values)
        if (isRefusal(share)) return share
        const wish = { chatbotId, teamId, level: share.level, reason: wordsIn(values.reason) }
        return orRefuse(await fileRequest(db, context, wish), (filed) => say(filedCard(filed)))
      },
    }),
    submit({
      name: 'requests.approve',
      form: async (context, [id = ''], values) => {
        const request = await mayDecide(db, context, id)
        return isRefusal(request) ? request : approveForm(request, typedIn(values))
      },
      run: async (context, [id = ''], values) => {
        const share = chosenShare(values)
        return isRefusal(share)
          ? share
          : showDecided(showing, context, await approveRequest(db, context, id, share))
      },
    }),
    submit({
      name: 'requests.deny',
      long: ['answer'],
      form: async (context, [id = ''], { answer }) => {
        const request = await mayDecide(db, context, id)
        return isRefusal(request)
          ? request
          : denyForm(request, typeof answer === 'string' ? answer : undefined)
      },
      run: async (context, [id = ''], { answer }) =>
        showDecided(showing, context, await denyRequest(db, context, id, wordsIn(answer))),
    }),
  ]
}
