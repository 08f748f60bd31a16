import { bold, type Card, type Context, ref, shorten, slash, text } from '../chat'
import type { OwedRow } from '../db'
import type { NoticeKind, NoticeTopic, Owed } from '../notices'
import { ADVISED_ADMINS } from './account'
import { inAccountLine, NAMES_LENGTH } from './views'

type Deed = 'adminRemoved' | 'adminGone' | 'left' | 'settingsChanged' | 'deleted'

/** What people are told; the words come from the moment of the change, which cannot become untrue. */
export const accountNotices: readonly NoticeKind[] = [
  notice('adminRemoved', ({ by, account }) => ({
    tone: 'warning',
    title: `You are no longer Account Admin of ${account}`,
    text: text`${bold(by)} took the right from you. Your roles in workspaces and teams stay; ${slash('whoami')} shows them.`,
    context: inAccountLine(account),
  })),
  notice('adminGone', ({ by, account, name, left }) => ({
    title: `${name} is no longer Account Admin of ${account}`,
    text: text`${bold(by)} took the right from them.${advice(left)}`,
    context: inAccountLine(account),
  })),
  notice('left', ({ by, account, left }) => ({
    title: `${by} has left account ${account}`,
    text: `All their access to it has ended.${advice(left)}`,
    context: inAccountLine(account),
  })),
  notice(
    'settingsChanged',
    ({ by, account, subjectId }) => ({
      title: `Settings of account ${account} were changed`,
      text: text`${bold(by)} changed them.`,
      context: inAccountLine(account),
      buttons: [{ label: 'Overview', press: ref('account.overview', subjectId) }],
    }),
    'outcome',
  ),
  notice('deleted', ({ by, account }) => ({
    tone: 'danger',
    title: `Account ${account} was deleted`,
    text: text`${bold(by)} deleted it, with all its workspaces, teams and chatbots.`,
  })),
]

/** R14, said to who can do something about it. */
const advice = (left: number) =>
  left < ADVISED_ADMINS ? ' You are the only admin now: invite a second one with /account invite.' : ''

/** Owes a person a notice about what the actor did in the account. */
export const tell = (
  { actor }: Pick<Context, 'actor'>,
  { accountId, accountName }: { accountId: string; accountName: string },
  personId: string,
  deed: Deed,
  data: Readonly<Record<string, unknown>> = {},
): OwedRow => ({
  kind: 'notice',
  accountId,
  personId,
  name: `account.${deed}`,
  subjectId: accountId,
  data: { ...data, account: accountName, by: actor.name },
  actorId: actor.personId,
})

function notice(deed: Deed, draw: (data: ReturnType<typeof read>) => Card, topic?: NoticeTopic): NoticeKind {
  const name = `account.${deed}`
  return { name, ...(topic && { topic }), draw: async (owed) => ({ card: draw(read(owed)) }) }
}

function read({ data, subjectId }: Owed) {
  const word = (name: string) => shorten(String(data[name] ?? ''), NAMES_LENGTH)
  const left = typeof data.left === 'number' ? data.left : ADVISED_ADMINS
  return { by: word('by'), account: word('account'), name: word('name'), left, subjectId }
}
