import type { DenyReason, TeamRole, WorkspaceRole } from '../access'
import type { Findable } from './findable'
import type { NamedScope, ScopeKind } from './named-scope'
import type { Choice } from './view'

/** An expected "no": a value with a code and the data that `explain` needs. Never thrown. */
export type Refusal = { refused: true; field?: string } & RefusalReason

export type RefusalReason =
  | { code: 'denied'; reason: DenyReason; scope: string }
  /** `known`: what there is for whoever asks. */
  | { code: 'notFound'; what: Findable; typed?: string; known?: readonly string[] }
  | InputRefusal
  | { code: 'bot' }
  | { code: 'guest' }
  | { code: 'stranger' }
  | { code: 'notConnected' }
  /** A Discord direct message belongs to no server, so it cannot tell which workspace is meant. */
  | { code: 'notInDirect' }
  /** `elsewhere`: but in one of another workspace, which can be named. */
  | { code: 'noTeam'; elsewhere?: boolean }
  | { code: 'ownerProtected'; wish: 'role' | 'remove' | 'leave'; team: string }
  | { code: 'sameRole'; name: string; role: TeamRole; team: string }
  | { code: 'gone'; name: string; team: string }
  | { code: 'nameTyped'; expected: string }
  /** Somebody else has changed what the form shows. */
  | { code: 'changedMeanwhile' }
  | { code: 'codeWrong' }
  | { code: 'tooManyTries'; retryAt: number }
  | { code: 'mayNotConnect' }
  | { code: 'alreadyConnected'; workspace: string }
  | { code: 'busy' }
  | LinkRefusal
  | InvitationRefusal
  | QuestionRefusal
  | ChatbotRefusal
  | SharingRefusal
  | DocumentRefusal
  | WorkspaceRefusal
  | AccountRefusal
  | PaymentRefusal
  | ReviewRefusal

/** What was typed cannot be taken, or does not say enough. */
export type InputRefusal =
  | { code: 'optionMissing'; option: string }
  | { code: 'optionUnknown'; option: string; known: readonly string[] }
  | { code: 'tooLong'; option: string; length: number; limit: number }
  | { code: 'notAChoice'; option: string; got: string; choices: readonly string[] }
  | { code: 'tooMany'; what: string; count: number; limit: number }
  | { code: 'empty'; what: string }
  /** `known`: the commands that begin alike. */
  | { code: 'unknownCommand'; command: string; known: readonly string[] }
  /** `maybe`: names of zones that look alike, or of a place that goes by the abbreviation. */
  | {
      code: 'noTimeZone'
      why: 'unknown' | 'abbreviation' | 'offset'
      typed: string
      maybe: readonly string[]
    }
  /** Quiet hours that end when they begin; `hour` as people write it. */
  | { code: 'quietAllDay'; hour: string }
  /** Several fit and none was named: the command's form asks, with these to pick from. */
  | { code: 'pick'; option: string; choices: readonly Choice[] }

/** Why a chat user is nobody here, or is not linked or unlinked. */
export type LinkRefusal =
  /** Nobody we know: led to sign in or link first (F57). */
  | { code: 'notLinked'; why: 'noMatch' | 'severalMatches' | 'noConfirmedAddress' | 'unlinked' | 'elsewhere' }
  /** A chat user that counts in one account only wants what is beyond it (R21, R22). */
  | { code: 'confined' }
  | { code: 'alreadyLinked'; to: string }
  | { code: 'lastIdentity' }

/** Why somebody is not invited, or an invitation not answered. */
export type InvitationRefusal =
  /** Somebody invited by mention whom the platform does not let in (R22). */
  | { code: 'cannotJoin'; name: string; why: 'bot' | 'guest' | 'stranger' }
  /** `orMention`: a chat user could be named as well. */
  | { code: 'malformedAddress'; typed: string; orMention?: boolean }
  | { code: 'ownAddress' }
  | { code: 'alreadyMember'; name: string; scope: NamedScope }
  | { code: 'alreadyIn'; scope: NamedScope }
  | { code: 'alreadyPending'; who: string; scope: ScopeKind }
  /** `helpers`: names of those who may remove users (R13). */
  | {
      code: 'seatsFull'
      scope: ScopeKind
      workspace: string
      used: number
      limit: number
      helpers: readonly string[]
    }
  | { code: 'wrongPerson'; addressedTo: string }
  | {
      code: 'invitationOver'
      scope: ScopeKind
      status: 'accepted' | 'declined' | 'expired' | 'cancelled'
      at: number | null
    }
  | { code: 'nothingWaits'; what: 'invitation' }

/** Why a question is not asked or answered, or its answer not shown. */
export type QuestionRefusal =
  /** What others would read there is not for everybody there (B14). */
  | { code: 'askPrivately'; chatbot: string }
  /** Stopping an answer is for who asked. */
  | { code: 'notYours'; whose: string }
  /** The same question, delivered again. */
  | { code: 'alreadyAsked' }
  | { code: 'tooManyQuestions'; limit: number; minutes: number; retryAt: number }
  /** The plan's budget and all top-ups are used; `endsAt`: when it begins anew. */
  | { code: 'budgetEmpty'; workspace: string; endsAt: number }

/** What is wrong with a chatbot, or with what is to be done to it. */
export type ChatbotRefusal =
  /** Reaches no chatbot and no agent at all. */
  | { code: 'noChatbot' }
  | { code: 'chatbotLevel'; chatbot: string; needs: 'edit' | 'full' }
  | { code: 'chatbotOwnerOnly'; chatbot: string; wish: 'delete' | 'share' | 'transfer' | 'readFeedback' }
  /** A workspace gives none of its agents away. */
  | { code: 'agentStays'; agent: string; workspace: string; wish: 'share' | 'transfer' }
  /** The channel spoken in belongs to another workspace. */
  | { code: 'channelElsewhere'; agent: string; workspace: string }
  /** Shared without its knowledge base (F95). */
  | { code: 'documentsExcluded'; chatbot: string }
  /** Only what is active is asked (F101). */
  | { code: 'chatbotIdle'; chatbot: string; status: 'paused' | 'archived'; agent?: boolean }
  | {
      code: 'chatbotStatus'
      chatbot: string
      wish: 'pause' | 'resume' | 'archive' | 'restore'
      status: string
    }

/** Why something is not shared, not decided, not handed over. */
export type SharingRefusal =
  /** A member asks the team's owner instead (F38, R7). */
  | { code: 'shareByRequest'; team: string }
  | { code: 'alreadyShared'; chatbot: string; with: string }
  /** With its own owner: only they share it with people. */
  | { code: 'shareWithOwner'; chatbot: string }
  /** Nobody of the workspace is called so or has this address. `orTeam`: a team could be named as well. */
  | { code: 'personUnknown'; typed: string; workspace: string; orTeam?: boolean }
  /** One at a time (R17). */
  | { code: 'requestPending'; chatbot: string; team: string; expiresAt: number }
  /** `limit`: requests of one person to one team in 24 hours. */
  | { code: 'tooManyRequests'; team: string; limit: number; retryAt: number }
  /** `by`: who decided; null: nobody did. */
  | { code: 'requestOver'; chatbot: string; status: EndedRequest; by: string | null; at: number }
  /** R9. */
  | { code: 'ownRequest'; team: string }
  | { code: 'transferPending'; what: TransferSubject; name: string; to: string; expiresAt: number }
  | { code: 'transferOver'; what: TransferSubject; name: string; status: EndedTransfer; at: number }
  /** Only the recipient answers (F75). */
  | { code: 'transferElsewhere'; what: TransferSubject; name: string; to: string }
  | { code: 'transferToSelf'; what: TransferSubject }
  /** F71. */
  | { code: 'notInTeam'; name: string; team: string }
  /** F72. */
  | { code: 'inactive'; name: string; team: string; days: number }
  /** F73. */
  | { code: 'wordTyped'; expected: string }

export type EndedRequest = 'approved' | 'denied' | 'expired' | 'cancelled'
export type EndedTransfer = 'accepted' | 'declined' | 'expired' | 'cancelled'
export type TransferSubject = 'team' | 'chatbot'

/** Why a workspace or one of its users is not changed or removed. */
export type WorkspaceRefusal =
  /** Not any more, or an admin of the account who has no role there. */
  | { code: 'notUser'; workspace: string }
  | { code: 'sameWorkspaceRole'; name: string; role: WorkspaceRole; workspace: string }
  /** R3. */
  | { code: 'successorNeeded'; name: string; team: string }
  /** What their removal would end is not what the actor was shown. */
  | { code: 'removalChanged'; name: string }
  /** Of the account, or of the very same one. */
  | { code: 'workspaceNameTaken'; name: string }
  /** An account has one at least. */
  | { code: 'lastWorkspace'; workspace: string }
  /** Without it nobody would reach anything of the account in chat. */
  | { code: 'lastConnection'; what: 'workspace' | 'place'; name: string }
  | { code: 'daysBetween'; least: number; most: number }

/** Why the admins of an account stay as they are. */
export type AccountRefusal =
  /** `typed`: the word that means no admin of it. */
  | { code: 'notAdmin'; account: string; typed?: string }
  /** R14: 1 to 0, however it would come about. */
  | { code: 'lastAdmin'; account: string }
  /** Who leaves hands these over first. */
  | { code: 'ownsTeams'; account: string; teams: readonly string[] }

/** Why nothing is decided about somebody who was away for long. */
export type ReviewRefusal =
  | { code: 'activeAgain'; name: string; days: number }
  /** `again`: from when on they may be reminded. */
  | { code: 'remindedLately'; name: string; at: number; again: number }
  /** By their own choice. */
  | { code: 'remindersOff'; name: string }

/** Why nothing can be paid. */
export type PaymentRefusal =
  /** Answers cost nothing. */
  | { code: 'nothingToTopUp' }
  /** `least`, `most`: amounts in words. */
  | { code: 'notAnAmount'; typed: string; least: string; most: string }
  /** The provider takes no such amount. */
  | { code: 'amountRefused'; amount: string; provider: string }
  | { code: 'samePlan'; plan: string; workspace: string }
  | { code: 'subscribed'; workspace: string; provider: string }
  /** Somebody is paying for another plan at this moment. */
  | { code: 'planBeingPaid'; workspace: string }
  /** Whoever runs Rolecall sends invoices, so there is no payment method. */
  | { code: 'paidByInvoice' }

/** What is wrong with a document, or with what is to be done to it. */
export type DocumentRefusal =
  /** By its name, before anything is read (F114). `known`: endings that can be read. */
  | { code: 'documentType'; name: string; known: readonly string[] }
  /** `by`: the lowest of the limits (F112). */
  | { code: 'documentSize'; name: string; sizeBytes: number; limitBytes: number; by: SizeLimit }
  /** Two files of one name were uploaded together. */
  | { code: 'documentTwice'; name: string }
  /** The base, or the chatbot whose own it is, has a document of this name. */
  | { code: 'documentThere'; name: string; base: string }
  | { code: 'documentsFull'; base: string; count: number; limit: number }
  | { code: 'basesFull'; workspace: string; limit: number }
  /** Beside its own. */
  | { code: 'usedBasesFull'; agent: string; limit: number }
  | { code: 'baseNameTaken'; name: string; workspace: string }
  /** What was left of an earlier try is still being cleared away. */
  | { code: 'documentBusy'; name: string }
  /** Their own chatbot, and nobody's setting to go by: they are in no team of its workspace. */
  | { code: 'documentsNeedTeam' }
  /** `unread`: lines that are neither an address nor a domain nor a team. */
  | { code: 'readersUnread'; unread: readonly string[] }
  | { code: 'readersWithoutYou' }
  /** A list was typed while everyone was chosen. */
  | { code: 'readersForEveryone' }

/** Which limit a file is over: that of the plan, of its type, or of the way it came. */
export type SizeLimit =
  | { kind: 'plan'; plan: string }
  | { kind: 'type'; type: string }
  /** `form`: a message takes larger ones. */
  | { kind: 'platform'; way: 'form' | 'message' }

export function refuse(reason: RefusalReason, field?: string): Refusal {
  return { refused: true, ...(field && { field }), ...reason }
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
