import { explainAccount } from './explain-account'
import { explainChatbot } from './explain-chatbot'
import { explainDenial, ROLE_NAMES } from './explain-denial'
import { explainDocument } from './explain-document'
import { explainInput } from './explain-input'
import { explainInvitation } from './explain-invitation'
import { explainLink } from './explain-link'
import { explainPayment } from './explain-payment'
import { explainQuestion } from './explain-question'
import { explainReview } from './explain-review'
import { explainSharing } from './explain-sharing'
import { explainWorkspace } from './explain-workspace'
import { FINDABLE } from './findable'
import { listed, ofTwo, one } from './names-in-titles'
import { quoted } from './quoted'
import type { Refusal, RefusalReason } from './refusal'
import { bold, code, slash, type Text, text, time } from './text'
import type { Card } from './view'

/** A refusal as a private card: what was wrong in the title, what would be right below. */
export function explainCard(refusal: Refusal): Card {
  const [title, hint] = explain(refusal)
  return { tone: 'warning', title, ...(hint !== undefined && { text: hint }) }
}

type Explanation = readonly [title: string, hint?: Text | undefined]

/** Words for every expected "no", in one place. */
function explain(refusal: RefusalReason): Explanation {
  switch (refusal.code) {
    case 'denied':
      return explainDenial(refusal.reason, one(refusal.scope))
    case 'notFound':
      if (refusal.what === 'source')
        return ['This source is not available any more', 'It was replaced, removed, or is not for you.']
      return [`There is no such ${FINDABLE[refusal.what]}`, whatThereIs(refusal)]
    case 'optionMissing':
    case 'optionUnknown':
    case 'tooLong':
    case 'notAChoice':
    case 'tooMany':
    case 'empty':
    case 'unknownCommand':
    case 'noTimeZone':
    case 'quietAllDay':
    case 'pick':
      return explainInput(refusal)
    case 'bot':
      return ['Rolecall works for people', 'Bots and workflows cannot use it.']
    case 'guest':
      return ['Guests of this workspace cannot use Rolecall', 'Ask a full member of the team to act for you.']
    case 'stranger':
      return [
        'Rolecall works for the members of this workspace only',
        'You are here through a shared channel. Ask your own organisation to install Rolecall, or ask for an invitation by mail.',
      ]
    case 'notConnected':
      return [
        'This server is not connected to a workspace yet',
        text`A workspace admin presses “Connect Slack or Discord” in ${slash('rolecall')} and gets a code; somebody who manages this server types ${slash('link CODE')} here.`,
      ]
    case 'notInDirect':
      return [
        'Please do this in a server',
        'A direct message belongs to no server, so I cannot tell which workspace you mean. In a channel, too, only you will see my answer.',
      ]
    case 'noTeam':
      return [
        'You are in no team here',
        refusal.elsewhere
          ? text`You are in one of another workspace: name it with ${code('team:')}.`
          : text`Ask for an invitation, or make one with ${slash('team create')}.`,
      ]
    case 'ownerProtected':
      return explainOwner(refusal.wish, refusal.team)
    case 'sameRole':
      return [`${ofTwo(refusal.name)} is already ${ROLE_NAMES[refusal.role]} of team ${ofTwo(refusal.team)}`]
    case 'gone':
      return [`${ofTwo(refusal.name)} is not in team ${ofTwo(refusal.team)} any more`, 'Nothing was changed.']
    case 'nameTyped':
      return [
        'The name does not match',
        text`Type ${code(one(refusal.expected))} exactly. Nothing was deleted.`,
      ]
    case 'changedMeanwhile':
      return ['Somebody has changed this meanwhile: look again, then save']
    case 'codeWrong':
      return ['This code is not valid', 'It may be mistyped, used, or too old. Ask for a new one.']
    case 'tooManyTries':
      return ['Too many tries', text`Please try again ${time(refusal.retryAt, 'relative')}.`]
    case 'mayNotConnect':
      return [
        'Only somebody who manages this server can connect it',
        text`Ask somebody with the right ${bold('Manage Server')}, or an admin of the Slack workspace, to type this code here.`,
      ]
    case 'alreadyConnected':
      return [`This server is already connected to workspace ${one(refusal.workspace)}`]
    case 'busy':
      return [
        'Rolecall is very busy at this moment',
        'Nothing was changed. Please try again in a few seconds.',
      ]
    case 'notLinked':
    case 'confined':
    case 'alreadyLinked':
    case 'lastIdentity':
      return explainLink(refusal)
    case 'cannotJoin':
    case 'malformedAddress':
    case 'ownAddress':
    case 'alreadyMember':
    case 'alreadyIn':
    case 'alreadyPending':
    case 'seatsFull':
    case 'wrongPerson':
    case 'invitationOver':
    case 'nothingWaits':
      return explainInvitation(refusal)
    case 'askPrivately':
    case 'notYours':
    case 'alreadyAsked':
    case 'tooManyQuestions':
    case 'budgetEmpty':
      return explainQuestion(refusal)
    case 'noChatbot':
    case 'chatbotLevel':
    case 'chatbotOwnerOnly':
    case 'agentStays':
    case 'channelElsewhere':
    case 'documentsExcluded':
    case 'chatbotIdle':
    case 'chatbotStatus':
      return explainChatbot(refusal)
    case 'shareByRequest':
    case 'alreadyShared':
    case 'shareWithOwner':
    case 'personUnknown':
    case 'requestPending':
    case 'tooManyRequests':
    case 'requestOver':
    case 'ownRequest':
    case 'transferPending':
    case 'transferOver':
    case 'transferElsewhere':
    case 'transferToSelf':
    case 'notInTeam':
    case 'inactive':
    case 'wordTyped':
      return explainSharing(refusal)
    case 'documentType':
    case 'documentSize':
    case 'documentTwice':
    case 'documentThere':
    case 'documentsFull':
    case 'basesFull':
    case 'usedBasesFull':
    case 'baseNameTaken':
    case 'documentBusy':
    case 'documentsNeedTeam':
    case 'readersUnread':
    case 'readersWithoutYou':
    case 'readersForEveryone':
      return explainDocument(refusal)
    case 'notUser':
    case 'sameWorkspaceRole':
    case 'successorNeeded':
    case 'removalChanged':
    case 'workspaceNameTaken':
    case 'lastWorkspace':
    case 'lastConnection':
    case 'daysBetween':
      return explainWorkspace(refusal)
    case 'notAdmin':
    case 'lastAdmin':
    case 'ownsTeams':
      return explainAccount(refusal)
    case 'nothingToTopUp':
    case 'notAnAmount':
    case 'amountRefused':
    case 'samePlan':
    case 'subscribed':
    case 'planBeingPaid':
    case 'paidByInvoice':
      return explainPayment(refusal)
    case 'activeAgain':
    case 'remindedLately':
    case 'remindersOff':
      return explainReview(refusal)
  }
}

function whatThereIs({ what, typed, known = [] }: Extract<RefusalReason, { code: 'notFound' }>): Text {
  if (typed !== undefined) {
    const there = known.length > 0 ? ` For you there is ${listed(known)}.` : ''
    return text`Nothing here is called ${quoted(typed)}.${there}`
  }
  return what === 'workspace'
    ? 'It may have ended meanwhile, or you have no role there, or none any more. Its admins may invite you.'
    : 'It may have ended meanwhile, or you may not see it.'
}

function explainOwner(wish: 'role' | 'remove' | 'leave', team: string): Explanation {
  const what = {
    role: "The owner's role cannot be changed",
    remove: 'The owner cannot be removed',
    leave: 'The owner cannot leave',
  }
  return [
    what[wish],
    text`Team ${bold(one(team))} always has exactly one owner. Transfer the team first, with ${slash('team transfer')}.`,
  ]
}
