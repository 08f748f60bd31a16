import {
  type Feature,
  isRefusal,
  type Press,
  pageNumber,
  press,
  refuse,
  replace,
  say,
  scopeWords,
  type Visit,
} from '../chat'
import { orRefuse } from '../teams'
import { answererDeclining, answererInChat, type Doorway } from './answerer'
import { accept, decline, invitationsPage } from './commands'
import { findById, findWaiting } from './find'
import { mayInvite } from './may-invite'
import type { Inviting } from './send'
import { inTitle, inviteeCard } from './views'
import { cancelInvitation, resendInvitation } from './withdraw'

/** Buttons of invitation cards. The card itself is redrawn by its refresh, for every copy alike (B4). */
export function invitationPresses(doorway: Doorway & Inviting): Pick<Feature, 'presses'> {
  const { db } = doorway
  const onCard = (visit: Visit, id: string, verb: typeof accept) => {
    const who = async (visit: Visit) =>
      verb === decline ? answererDeclining(visit, false) : answererInChat(doorway, visit, false)
    return verb(doorway, visit, { who, find: () => findById(db, id) }, replace)
  }
  const presses: Press[] = [
    press({
      name: 'invites.accept',
      who: 'anyone',
      run: (visit, [id = '']) => onCard(visit, id, accept),
    }),
    press({
      name: 'invites.decline',
      who: 'anyone',
      run: (visit, [id = '']) => onCard(visit, id, decline),
    }),
    press({
      name: 'invites.open',
      who: 'anyone',
      async run(visit, [id]) {
        const who = await answererInChat(doorway, visit, false)
        if (isRefusal(who)) return who
        const waiting = (await findWaiting(db, visit, who)).find((invitation) => invitation.id === id)
        return waiting
          ? say(inviteeCard(waiting, visit.at))
          : refuse({ code: 'notFound', what: 'invitation' })
      },
    }),
    press({
      name: 'invites.list',
      async run(context, [scopeId = '', page]) {
        const may = await mayInvite(db, context, scopeId, 'team')
        if (isRefusal(may)) return may
        return replace(await invitationsPage(doorway, may.scope, pageNumber(page), context.at))
      },
    }),
    press({
      name: 'invites.resend',
      run: async (context, [id = '']) =>
        orRefuse(await resendInvitation(doorway, context, id), ({ name, scope, mailed }) =>
          say({
            tone: 'success',
            title: `Sent again to ${inTitle(name)}`,
            text: `To ${scopeWords(scope)}, open for seven days.${mailed ? ' The old link and code are dead.' : ''}`,
          }),
        ),
    }),
    press({
      name: 'invites.cancel',
      run: async (context, [id = '']) =>
        orRefuse(await cancelInvitation(db, context, id), ({ name, scope }) =>
          say({
            tone: 'success',
            title: `The invitation of ${inTitle(name)} is cancelled`,
            text: `To ${scopeWords(scope)}. Link and code are dead.`,
          }),
        ),
    }),
  ]
  return { presses }
}
