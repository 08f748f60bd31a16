import type { DenyReason } from '../../src/access'
import {
  explainCard,
  isRefusal,
  LIMITS,
  plainText,
  type Refusal,
  type RefusalReason,
  ROLE_NAMES,
  refuse,
  type ScopeKind,
  SETTING_NAMES,
  say,
} from '../../src/chat'

const hostile = '<!channel> @everyone *_`|😀'.repeat(400).slice(0, 10_000)
const choices = Array.from({ length: 100 }, () => ({ value: hostile, label: hostile }))
const names = choices.map((choice) => choice.label)

/** One example at least for each code: a new code does not compile until it has one. */
type Examples<R extends { code: string }> = {
  [C in R['code']]: readonly [Extract<R, { code: C }>, ...Extract<R, { code: C }>[]]
}

const denials: Examples<DenyReason> = {
  notInScope: [{ code: 'notInScope' }],
  roleLacks: [
    {
      code: 'roleLacks',
      scope: 'team',
      role: 'member',
      action: 'member.invite',
      allowedRoles: ['owner', 'admin'],
    },
    {
      code: 'roleLacks',
      scope: 'workspace',
      role: 'contentManager',
      action: 'agent.manage',
      allowedRoles: ['workspaceAdmin', 'agentManager'],
    },
  ],
  accountAdminsOnly: [{ code: 'accountAdminsOnly', action: 'account.settings' }],
  settingOff: [
    { code: 'settingOff', setting: 'memberChatbotCreation', action: 'chatbot.create' },
    { code: 'settingOff', setting: 'memberDocumentUploads', action: 'document.upload' },
  ],
  notSharedForEditing: [{ code: 'notSharedForEditing' }],
  notReachable: [{ code: 'notReachable' }],
  ownerMustTransfer: [{ code: 'ownerMustTransfer' }],
}

/** All members of a union of words; one that is forgotten does not compile. */
const every = <W extends string>(words: Record<W, true>) => Object.keys(words) as [W, ...W[]]

const findable = every<Extract<RefusalReason, { code: 'notFound' }>['what']>({
  team: true,
  member: true,
  invitation: true,
  permission: true,
  workspace: true,
  connection: true,
  account: true,
  invoice: true,
  identity: true,
  address: true,
  draft: true,
  answer: true,
  source: true,
  conversation: true,
  thread: true,
  chatbot: true,
  agent: true,
  share: true,
  request: true,
  transfer: true,
  person: true,
  version: true,
  document: true,
  base: true,
  chatbotOrBase: true,
  file: true,
  review: true,
  channel: true,
  notice: true,
})
const notLinked = every<Extract<RefusalReason, { code: 'notLinked' }>['why']>({
  noMatch: true,
  severalMatches: true,
  noConfirmedAddress: true,
  unlinked: true,
  elsewhere: true,
})
const kinds = every<ScopeKind>({ team: true, workspace: true, account: true })
const over = every<Extract<RefusalReason, { code: 'invitationOver' }>['status']>({
  accepted: true,
  declined: true,
  expired: true,
  cancelled: true,
})
const wishes = every<Extract<RefusalReason, { code: 'ownerProtected' }>['wish']>({
  role: true,
  remove: true,
  leave: true,
})

/** Maps what is never empty to what is never empty. */
const each = <A, B>([first, ...others]: readonly [A, ...A[]], make: (one: A) => B): [B, ...B[]] => [
  make(first),
  ...others.map(make),
]

const examples: Examples<RefusalReason> = {
  denied: [
    { code: 'denied', reason: { code: 'notInScope' }, scope: hostile },
    ...Object.values(denials)
      .flat()
      .map((reason) => ({ code: 'denied' as const, reason, scope: hostile })),
  ],
  notFound: [
    { code: 'notFound', what: 'team', typed: hostile },
    { code: 'notFound', what: 'workspace', typed: hostile, known: names },
    ...each(findable, (what) => ({ code: 'notFound' as const, what })),
  ],
  optionMissing: [{ code: 'optionMissing', option: hostile }],
  optionUnknown: [{ code: 'optionUnknown', option: hostile, known: names }],
  tooLong: [{ code: 'tooLong', option: hostile, length: 10_000, limit: 3_000 }],
  notAChoice: [{ code: 'notAChoice', option: hostile, got: hostile, choices: names }],
  tooMany: [{ code: 'tooMany', what: hostile, count: 1_000_000, limit: 100 }],
  empty: [{ code: 'empty', what: hostile }],
  noTimeZone: [
    ...each(['unknown', 'abbreviation', 'offset'] as const, (why) => ({
      ...{ code: 'noTimeZone' as const, why, typed: hostile, maybe: [] },
    })),
    {
      code: 'noTimeZone',
      why: 'unknown',
      typed: 'Berlim',
      maybe: ['Europe/Berlin', 'America/Argentina/ComodRivadavia', 'Asia/Ust-Nera'],
    },
  ],
  quietAllDay: [{ code: 'quietAllDay', hour: '20:00' }],
  unknownCommand: [
    { code: 'unknownCommand', command: hostile, known: [] },
    { code: 'unknownCommand', command: hostile, known: ['team role'] },
  ],
  notLinked: each(notLinked, (why) => ({ code: 'notLinked', why })),
  cannotJoin: each(['bot', 'guest', 'stranger'] as const, (why) => ({
    code: 'cannotJoin',
    name: hostile,
    why,
  })),
  confined: [{ code: 'confined' }],
  bot: [{ code: 'bot' }],
  guest: [{ code: 'guest' }],
  stranger: [{ code: 'stranger' }],
  notConnected: [{ code: 'notConnected' }],
  notInDirect: [{ code: 'notInDirect' }],
  pick: [{ code: 'pick', option: hostile, choices }],
  noTeam: [{ code: 'noTeam' }, { code: 'noTeam', elsewhere: true }],
  malformedAddress: [
    { code: 'malformedAddress', typed: hostile },
    { code: 'malformedAddress', typed: hostile, orMention: true },
  ],
  ownAddress: [{ code: 'ownAddress' }],
  alreadyMember: each(kinds, (kind) => ({
    code: 'alreadyMember',
    name: hostile,
    scope: { kind, name: hostile },
  })),
  alreadyIn: each(kinds, (kind) => ({ code: 'alreadyIn', scope: { kind, name: hostile } })),
  alreadyPending: each(kinds, (scope) => ({ code: 'alreadyPending', who: hostile, scope })),
  seatsFull: [
    {
      code: 'seatsFull',
      scope: 'team',
      workspace: hostile,
      used: 1_000_000,
      limit: 999_999,
      helpers: [],
    },
    {
      code: 'seatsFull',
      scope: 'workspace',
      workspace: hostile,
      used: 1,
      limit: 1,
      helpers: Array(9).fill(hostile),
    },
  ],
  wrongPerson: [{ code: 'wrongPerson', addressedTo: hostile }],
  invitationOver: [
    ...each(kinds, (scope) => ({
      code: 'invitationOver' as const,
      scope,
      status: 'expired' as const,
      at: null,
    })),
    ...each(over, (status) => ({ code: 'invitationOver' as const, scope: 'team' as const, status, at: 0 })),
  ],
  nothingWaits: [{ code: 'nothingWaits', what: 'invitation' }],
  ownerProtected: each(wishes, (wish) => ({ code: 'ownerProtected', wish, team: hostile })),
  sameRole: [{ code: 'sameRole', name: hostile, role: 'member', team: hostile }],
  gone: [{ code: 'gone', name: hostile, team: hostile }],
  nameTyped: [{ code: 'nameTyped', expected: hostile }],
  changedMeanwhile: [{ code: 'changedMeanwhile' }],
  codeWrong: [{ code: 'codeWrong' }],
  tooManyTries: [{ code: 'tooManyTries', retryAt: 0 }],
  alreadyLinked: [{ code: 'alreadyLinked', to: hostile }],
  lastIdentity: [{ code: 'lastIdentity' }],
  mayNotConnect: [{ code: 'mayNotConnect' }],
  alreadyConnected: [{ code: 'alreadyConnected', workspace: hostile }],
  budgetEmpty: [{ code: 'budgetEmpty', workspace: hostile, endsAt: 0 }],
  busy: [{ code: 'busy' }],
  askPrivately: [{ code: 'askPrivately', chatbot: hostile }],
  notYours: [{ code: 'notYours', whose: hostile }],
  alreadyAsked: [{ code: 'alreadyAsked' }],
  tooManyQuestions: [{ code: 'tooManyQuestions', limit: 20, minutes: 5, retryAt: 0 }],
  noChatbot: [{ code: 'noChatbot' }],
  notAdmin: [
    { code: 'notAdmin', account: hostile },
    { code: 'notAdmin', account: hostile, typed: hostile },
  ],
  nothingToTopUp: [{ code: 'nothingToTopUp' }],
  notAnAmount: [{ code: 'notAnAmount', typed: hostile, least: '$1.00', most: '$100,000.00' }],
  amountRefused: [{ code: 'amountRefused', amount: '$1.00', provider: 'Stripe' }],
  samePlan: [{ code: 'samePlan', plan: 'Pro', workspace: hostile }],
  subscribed: [{ code: 'subscribed', workspace: hostile, provider: 'Stripe' }],
  planBeingPaid: [{ code: 'planBeingPaid', workspace: hostile }],
  paidByInvoice: [{ code: 'paidByInvoice' }],
  activeAgain: [{ code: 'activeAgain', name: hostile, days: 30 }],
  remindedLately: [{ code: 'remindedLately', name: hostile, at: 0, again: 1 }],
  remindersOff: [{ code: 'remindersOff', name: hostile }],
  lastAdmin: [{ code: 'lastAdmin', account: hostile }],
  ownsTeams: [{ code: 'ownsTeams', account: hostile, teams: [hostile, hostile] }],
  channelElsewhere: [{ code: 'channelElsewhere', agent: hostile, workspace: hostile }],
  notUser: [{ code: 'notUser', workspace: hostile }],
  sameWorkspaceRole: [
    { code: 'sameWorkspaceRole', name: hostile, role: 'workspaceAdmin', workspace: hostile },
  ],
  successorNeeded: [{ code: 'successorNeeded', name: hostile, team: hostile }],
  removalChanged: [{ code: 'removalChanged', name: hostile }],
  workspaceNameTaken: [{ code: 'workspaceNameTaken', name: hostile }],
  lastWorkspace: [{ code: 'lastWorkspace', workspace: hostile }],
  lastConnection: each(['workspace', 'place'] as const, (what) => ({
    code: 'lastConnection',
    what,
    name: hostile,
  })),
  daysBetween: [{ code: 'daysBetween', least: 7, most: 365 }],
  chatbotLevel: each(['edit', 'full'] as const, (needs) => ({
    code: 'chatbotLevel',
    chatbot: hostile,
    needs,
  })),
  agentStays: each(['share', 'transfer'] as const, (wish) => ({
    code: 'agentStays',
    agent: hostile,
    workspace: hostile,
    wish,
  })),
  chatbotOwnerOnly: each(['delete', 'share', 'transfer', 'readFeedback'] as const, (wish) => ({
    code: 'chatbotOwnerOnly',
    chatbot: hostile,
    wish,
  })),
  documentsExcluded: [{ code: 'documentsExcluded', chatbot: hostile }],
  chatbotIdle: each(['paused', 'archived'] as const, (status) => ({
    code: 'chatbotIdle',
    chatbot: hostile,
    status,
  })),
  chatbotStatus: each(['pause', 'resume', 'archive', 'restore'] as const, (wish) => ({
    code: 'chatbotStatus',
    chatbot: hostile,
    wish,
    status: 'archived',
  })),
  shareByRequest: [{ code: 'shareByRequest', team: hostile }],
  alreadyShared: [{ code: 'alreadyShared', chatbot: hostile, with: hostile }],
  shareWithOwner: [{ code: 'shareWithOwner', chatbot: hostile }],
  personUnknown: each([true, false], (orTeam) => ({
    code: 'personUnknown',
    typed: hostile,
    workspace: hostile,
    orTeam,
  })),
  tooManyRequests: [{ code: 'tooManyRequests', team: hostile, limit: 10, retryAt: 0 }],
  requestPending: [{ code: 'requestPending', chatbot: hostile, team: hostile, expiresAt: 0 }],
  requestOver: each(['approved', 'denied', 'expired', 'cancelled'] as const, (status) => ({
    code: 'requestOver',
    chatbot: hostile,
    status,
    by: status === 'expired' ? null : hostile,
    at: 0,
  })),
  ownRequest: [{ code: 'ownRequest', team: hostile }],
  transferPending: each(['team', 'chatbot'] as const, (what) => ({
    code: 'transferPending',
    what,
    name: hostile,
    to: hostile,
    expiresAt: 0,
  })),
  transferOver: each(['accepted', 'declined', 'expired', 'cancelled'] as const, (status) => ({
    code: 'transferOver',
    what: 'team',
    name: hostile,
    status,
    at: 0,
  })),
  transferElsewhere: each(['team', 'chatbot'] as const, (what) => ({
    code: 'transferElsewhere',
    what,
    name: hostile,
    to: hostile,
  })),
  transferToSelf: each(['team', 'chatbot'] as const, (what) => ({ code: 'transferToSelf', what })),
  notInTeam: [{ code: 'notInTeam', name: hostile, team: hostile }],
  inactive: [{ code: 'inactive', name: hostile, team: hostile, days: 30 }],
  wordTyped: [{ code: 'wordTyped', expected: 'confirm' }],
  documentType: [{ code: 'documentType', name: hostile, known: ['PDF', 'TXT'] }],
  documentSize: each(
    [
      { kind: 'plan', plan: 'basic' },
      { kind: 'type', type: 'pdf' },
      { kind: 'platform', way: 'form' },
      { kind: 'platform', way: 'message' },
    ] as const,
    (by: Extract<RefusalReason, { code: 'documentSize' }>['by']) => ({
      code: 'documentSize',
      name: hostile,
      sizeBytes: 2 ** 40,
      limitBytes: 2 ** 30,
      by,
    }),
  ),
  documentTwice: [{ code: 'documentTwice', name: hostile }],
  documentThere: [{ code: 'documentThere', name: hostile, base: hostile }],
  basesFull: [{ code: 'basesFull', workspace: hostile, limit: 50 }],
  usedBasesFull: [{ code: 'usedBasesFull', agent: hostile, limit: 10 }],
  baseNameTaken: [{ code: 'baseNameTaken', name: hostile, workspace: hostile }],
  documentsFull: [{ code: 'documentsFull', base: hostile, count: 200, limit: 200 }],
  documentBusy: [{ code: 'documentBusy', name: hostile }],
  readersUnread: [{ code: 'readersUnread', unread: names }],
  documentsNeedTeam: [{ code: 'documentsNeedTeam' }],
  readersWithoutYou: [{ code: 'readersWithoutYou' }],
  readersForEveryone: [{ code: 'readersForEveryone' }],
}

const refusals: readonly Refusal[] = Object.values(examples)
  .flat()
  .map((reason) => refuse(reason))

/** Everything a card says, without the marks of its fragments. */
const wordsOf = (refusal: Refusal) => JSON.stringify(explainCard(refusal))

describe('a refusal', () => {
  test.each(refusals.map((refusal) => [refusal.code, refusal]))(
    '%s is a card that fits both platforms, with a sentence as its title, whatever 10,000 characters it quotes (B13, H8)',
    (_, refusal) => {
      const card = explainCard(refusal)
      expect(say(card)).toEqual({ kind: 'say', audience: 'private', card })
      expect(card.tone).toBe('warning')
      expect(card.title).toMatch(/^\S.+\S$/su)
      expect(card.title.length).toBeLessThanOrEqual(LIMITS.title)
      expect(wordsOf(refusal)).not.toMatch(/undefined|null|\[object/)
    },
  )

  test('is told from an answer', () => {
    expect(isRefusal(refuse({ code: 'busy' }))).toBe(true)
    expect(isRefusal(say({ title: 'Done' }))).toBe(false)
    expect(isRefusal(null)).toBe(false)
    expect(isRefusal({ refused: 'yes' })).toBe(false)
  })

  test('names the field of a form that it is about', () => {
    expect(refuse({ code: 'codeWrong' }, 'code')).toEqual({ refused: true, code: 'codeWrong', field: 'code' })
    expect(refuse({ code: 'codeWrong' })).not.toHaveProperty('field')
  })
})

describe('a title', () => {
  const [name, team] = ['n'.repeat(80), 't'.repeat(80)]

  test.each<RefusalReason>([
    { code: 'alreadyPending', who: name, scope: 'team' },
    { code: 'alreadyLinked', to: name },
    { code: 'alreadyConnected', workspace: name },
  ])('names one name of 80 characters in full ($code)', (reason) => {
    expect(explainCard(refuse(reason)).title).toContain(name)
  })

  test.each<RefusalReason>([
    { code: 'alreadyMember', name, scope: { kind: 'team', name: team } },
    { code: 'sameRole', name, role: 'admin', team },
    { code: 'gone', name, team },
  ])('with two long names shows enough of both ($code, B17)', (reason) => {
    const { title } = explainCard(refuse(reason))
    expect(title).toContain(`${name.slice(0, 39)}…`)
    expect(title).toContain(`team ${team.slice(0, 39)}…`)
  })

  test.each(
    Object.values(denials)
      .flat()
      .filter((reason) => 'role' in reason || 'setting' in reason),
  )('of a right that lacks says in which scope ($code, B17)', (reason) => {
    expect(explainCard(refuse({ code: 'denied', reason, scope: 'team Alpha' })).title).toContain('team Alpha')
  })
})

describe('a denial says what would change it', () => {
  const denied = (reason: DenyReason) => wordsOf(refuse({ code: 'denied', reason, scope: 'team Alpha' }))

  test.each(denials.roleLacks)('by the role one has and the roles that may ($scope)', (reason) => {
    expect(denied(reason)).toContain(ROLE_NAMES[reason.role])
    expect(denied(reason)).toContain(
      reason.scope === 'team' ? 'Owner or Admin' : 'Workspace Admin, Agent Manager, or Account Admin',
    )
  })

  test.each(denials.settingOff)('by the switch that is off ($setting)', (reason) => {
    expect(denied(reason)).toContain(SETTING_NAMES[reason.setting])
  })
})

test('what somebody typed is quoted as data, never as markup (B13, H8)', () => {
  const card = explainCard(refuse({ code: 'notFound', what: 'team', typed: '*<!channel>* `x`' }))
  expect(card.text).toContainEqual({ code: '*<!channel>* `x`' })
})

test('a choice that was refused names the choices there are', () => {
  const reason = { code: 'notAChoice', option: 'role', got: 'boss', choices: ['Admin', 'Member'] } as const
  expect(explainCard(refuse(reason)).title).toBe('role must be one of Admin, Member')
})

test('a mention that stands for nobody reads as words, and a team is named only where one could be meant', () => {
  const words = (typed: string, orTeam?: boolean) => {
    const reason = { code: 'personUnknown', typed, workspace: 'Acme', ...(orTeam && { orTeam }) } as const
    return plainText(explainCard(refuse(reason)).text ?? '', { locale: 'en', timeZone: 'UTC', now: 0 })
  }
  for (const mention of ['<@U0NOBODY>', '<@!80351110224678912>'])
    expect(words(mention)).toMatch(/^Nobody’s name or address here matches the mentioned user\./)
  expect(words('<@U1|ann>')).toContain('@ann')
  expect(words('ann', true)).toMatch(/^Neither a team of yours nor anybody’s name/)
  expect(words('ann')).not.toContain('team of yours')
})
