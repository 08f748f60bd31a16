import { explainChatbot } from './explain-chatbot'
import { explainDenial, ROLE_NAMES } from './explain-denial'
import { explainDocument } from './explain-document'
import { explainSharing } from './explain-sharing'
import { explainWorkspace } from './explain-workspace'
import { LIMITS } from './limits'
import { quoted } from './quoted'
import type { Findable, Refusal, RefusalReason } from './refusal'
import { bold, code, shorten, slash, type Text, text, time } from './text'
import type { Card } from './view'

/** A refusal as a private card: what was wrong in the title, what would be right below. */
export function explainCard(refusal: Refusal): Card {
  const [title, hint] = explain(refusal)
  return { tone: 'warning', title, ...(hint !== undefined && { text: hint }) }
}

type Explanation = readonly [title: string, hint?: Text | undefined]

const FINDABLE: Record<Findable, string> = {
  team: 'team',
  member: 'member',
  invitation: 'invitation',
  permission: 'permission',
  workspace: 'workspace',
  identity: 'chat identity',
  address: 'address of yours',
  draft: 'draft of this form',
  answer: 'answer',
  source: 'source that you may read',
  conversation: 'conversation of yours',
  chatbot: 'chatbot',
  share: 'share of this chatbot',
  request: 'request',
  transfer: 'transfer',
  person: 'person',
  version: 'version of these instructions',
  document: 'document',
  file: 'file of yours',
}

const OVER = {
  accepted: 'was accepted already',
  declined: 'was declined',
  expired: 'has expired',
  cancelled: 'was cancelled',
} as const

/** Words for every expected "no", in one place. */
function explain(refusal: RefusalReason): Explanation {
  switch (refusal.code) {
    case 'denied':
      return explainDenial(refusal.reason, one(refusal.scope))
    case 'notFound':
      if (refusal.what === 'source')
        return ['This source is not available any more', 'It was replaced, removed, or is not for you.']
      return refusal.typed === undefined
        ? [
            `There is no such ${FINDABLE[refusal.what]}`,
            'It may have ended meanwhile, or you may not see it.',
          ]
        : [
            `There is no such ${FINDABLE[refusal.what]}`,
            text`Nothing here is called ${quoted(refusal.typed)}.`,
          ]
    case 'optionMissing':
      return [`${one(refusal.option)} is missing`, 'Please fill it in.']
    case 'optionUnknown':
      return [
        'I do not know this option',
        text`${quoted(refusal.option)} is none of ${list(refusal.known.map((name) => `${name}:`))}. Write options as ${code('name:value')}, and put text with a colon into quotes.`,
      ]
    case 'tooLong':
      return [`${one(refusal.option)} is too long: ${refusal.length} characters, at most ${refusal.limit}`]
    case 'notAChoice':
      return [
        shorten(`${one(refusal.option)} must be one of ${refusal.choices.join(', ')}`, LIMITS.title),
        text`You wrote ${quoted(refusal.got)}.`,
      ]
    case 'tooMany':
      return [
        `At most ${refusal.limit} ${one(refusal.what)} at once; you gave ${refusal.count}`,
        'Nothing was sent. Please split them.',
      ]
    case 'empty':
      return [`There is no ${one(refusal.what)} in what you wrote`]
    case 'unknownCommand':
      return [
        'I do not know this command',
        refusal.known.length > 0
          ? text`There are ${slashes(refusal.known)}.`
          : text`Type ${slash('rolecall')} to see what you can do.`,
      ]
    case 'notLinked':
      return explainNotLinked(refusal.why)
    case 'confined':
      return [
        'This chat user counts in one account only',
        text`Nothing but the word of that account's Slack speaks for it. Prove an address by which you are known there, with ${slash('link address:you@company.com')}; then it counts everywhere.`,
      ]
    case 'cannotJoin':
      return [CANNOT_JOIN[refusal.why]]
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
    case 'pick':
      return [
        `Which ${one(refusal.option)}?`,
        text`Name one with ${code(`${one(refusal.option)}:`)}, e.g. ${list(refusal.choices.map((choice) => choice.label))}.`,
      ]
    case 'notInDirect':
      return [
        'Please do this in a server',
        'A direct message belongs to no server, so I cannot tell which workspace you mean. In a channel, too, only you will see my answer.',
      ]
    case 'noTeam':
      return [
        'You are in no team here',
        text`Ask for an invitation, or make one with ${slash('team create')}.`,
      ]
    case 'malformedAddress':
      return [
        'This is not an e-mail address',
        text`${quoted(refusal.typed)} should look like ${code('ann@acme.com')}.`,
      ]
    case 'ownAddress':
      return ['This is your own address', 'You are in the team already.']
    case 'alreadyMember':
      return [
        `${ofTwo(refusal.name)} is already in team ${ofTwo(refusal.team)}`,
        text`Change the role with ${slash('team role')}.`,
      ]
    case 'alreadyIn':
      return [
        'You are in this team already',
        text`${bold(shorten(refusal.team))}: ${slash('team overview')} shows it.`,
      ]
    case 'alreadyPending':
      return [
        `${one(refusal.who)} has an invitation already`,
        text`Send it again from ${slash('team invitations')}.`,
      ]
    case 'seatsFull':
      return [
        `Workspace ${one(refusal.workspace)} is full: ${refusal.used} of ${refusal.limit} seats`,
        text`Pending invitations take a seat, too: ${slash('team invitations')} cancels some. ${bold(helpers(refusal.helpers))} may remove users, and know who can get a larger plan.`,
      ]
    case 'wrongPerson':
      return [
        'This invitation is for somebody else',
        text`It was sent to ${one(refusal.addressedTo)}. Sign in as that person, or prove that address with ${slash('link address:')}.`,
      ]
    case 'invitationOver':
      return [
        `This invitation ${OVER[refusal.status]}`,
        refusal.status === 'accepted'
          ? undefined
          : text`${refusal.at === null ? '' : text`Since ${time(refusal.at)}. `}Ask the team for a new one.`,
      ]
    case 'nothingWaits':
      return [
        'No invitation waits for you',
        text`Have a code from a mail? Type ${slash('invite accept CODE')}.`,
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
    case 'alreadyLinked':
      return [
        `This chat user is already linked to ${one(refusal.to)}`,
        text`Unlink it first with ${slash('link')}.`,
      ]
    case 'lastIdentity':
      return [
        'This is your last way in',
        'Add an address or link another chat user before you unlink this one.',
      ]
    case 'mayNotConnect':
      return [
        'Only somebody who manages this server can connect it',
        text`Ask somebody with the right ${bold('Manage Server')}, or an admin of the Slack workspace, to type this code here.`,
      ]
    case 'alreadyConnected':
      return [`This server is already connected to workspace ${one(refusal.workspace)}`]
    case 'askPrivately':
      return [
        `${one(refusal.chatbot)} is not shared with everybody here`,
        text`Ask it in a private message to me, or with ${slash('ask')} and ${code('private:yes')}.`,
      ]
    case 'notYours':
      return refusal.what === 'feedback'
        ? [
            'You may not read this feedback',
            text`Only ${bold(shorten(refusal.whose))}, who owns the chatbot, may.`,
          ]
        : [
            'This was not your question',
            text`Only ${bold(shorten(refusal.whose))}, who asked it, may do that.`,
          ]
    case 'alreadyAsked':
      return ['This question has been asked already', 'Its answer stands where it was asked.']
    case 'tooManyQuestions':
      return [
        `At most ${refusal.limit} questions in ${refusal.minutes} minutes`,
        text`Your next one can be asked ${time(refusal.retryAt)}. Nothing was lost: this one was not answered.`,
      ]
    case 'budgetEmpty':
      return [
        `The monthly budget of workspace ${one(refusal.workspace)} is used up`,
        text`Its chatbots answer again from ${time(refusal.endsAt)}. Nothing was lost: this question was not answered and cost nothing. The workspace and billing admins know; whoever runs Rolecall can enter a top-up sooner.`,
      ]
    case 'busy':
      return [
        'Rolecall is very busy at this moment',
        'Nothing was changed. Please try again in a few seconds.',
      ]
    case 'noChatbot':
    case 'chatbotLevel':
    case 'chatbotOwnerOnly':
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
      return explainWorkspace(refusal)
  }
}

function explainNotLinked(why: Extract<RefusalReason, { code: 'notLinked' }>['why']): Explanation {
  const ways = text`Three ways in: ${slash('invite accept CODE')} with the code from an invitation mail; ${slash('link CODE')} with a code from your other chat platform; ${slash('link address:you@company.com')} to prove your address by mail.`
  if (why === 'severalMatches')
    return ['Your address belongs to more than one person here', text`So it cannot tell who you are. ${ways}`]
  if (why === 'elsewhere')
    return [
      'This chat user counts in another account only',
      text`Nothing but the word of that account's Slack speaks for it. Prove an address by which you are known, with ${slash('link address:you@company.com')}, and it counts here too.`,
    ]
  if (why === 'unlinked') return ['You have unlinked this chat user', ways]
  return ['I do not know you yet', ways]
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

const list = (names: readonly string[]) =>
  names
    .slice(0, 6)
    .map((name) => shorten(name))
    .join(', ') + (names.length > 6 ? ' …' : '')

const HELPERS_NAMED = 5

function helpers(names: readonly string[]): string {
  if (names.length === 0) return 'The admins of the workspace and of the account'
  const shown = names.slice(0, HELPERS_NAMED).map(ofTwo)
  const rest = names.length > HELPERS_NAMED ? [`${names.length - HELPERS_NAMED} more`] : []
  return new Intl.ListFormat('en').format([...shown, ...rest])
}

/** A title holds 150 characters: one name may take this many of them, each of two half as many. */
const NAME_LENGTH = 80
const one = (name: string) => shorten(name, NAME_LENGTH)
const ofTwo = (name: string) => shorten(name, NAME_LENGTH / 2)

/** Commands one after the other. */
export const slashes = (names: readonly string[]): Text =>
  names.flatMap((name, index) => (index === 0 ? [slash(name)] : [', ', slash(name)]))

const CANNOT_JOIN = {
  bot: 'A bot cannot be a member',
  guest: 'A guest of this workspace cannot be a member',
  stranger: 'Somebody of another organisation cannot join from a shared channel; invite them by address',
} as const
