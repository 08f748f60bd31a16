import {
  type Answer,
  type Context,
  isRefusal,
  type Option,
  type Refusal,
  readPeople,
  type ScopeKind,
  say,
} from '../chat'
import type { Doorway } from './answerer'
import { givenRole, INVITED_ROLES, type InvitationScope, NOTE_LENGTH } from './invitation'
import { mayInvite } from './may-invite'
import { type Inviting, sendInvitations } from './send'
import { sentCard } from './sent-card'
import { vetUsers } from './vet-users'

/** 100 addresses of 254 characters do not fit a form; what Slack's longest field takes does. */
const PEOPLE_LENGTH = 3_000

const people = {
  kind: 'people',
  description: 'Addresses or @users, separated by commas or lines (up to 100)',
  asked: true,
  maxLength: PEOPLE_LENGTH,
} as const satisfies Option

const note = {
  kind: 'text',
  description: 'A line they will read in the invitation',
  named: true,
  maxLength: NOTE_LENGTH,
} as const satisfies Option

const roleIn = (kind: ScopeKind) =>
  ({
    kind: 'choice',
    description: `What they will be; ${INVITED_ROLES[kind][0].label} if left out`,
    choices: INVITED_ROLES[kind],
  }) as const satisfies Option

/** What every command that invites takes; admins are all that an account can be given. */
export const inviteOptions = {
  team: { people, role: roleIn('team'), note },
  workspace: { people, role: roleIn('workspace'), note },
  account: { people, note },
} as const

/** As typed by `inviteOptions`. */
export interface InviteArgs {
  people?: string | undefined
  role?: string | undefined
  note?: string | undefined
}

/** Decides that the actor may, and invites; answers with how many went out, and why others did not. */
export async function invitePeople(
  options: Doorway & Inviting,
  context: Context,
  scope: Pick<InvitationScope, 'kind' | 'id'>,
  { people = '', role, note }: InviteArgs,
): Promise<Answer | Refusal> {
  const may = await mayInvite(options.db, context, scope.id, scope.kind)
  if (isRefusal(may)) return may
  const vetted = await vetUsers(options, readPeople(people, context.sender))
  const wish = { ...vetted, role: givenRole(scope.kind, role), note: note ?? null }
  const sent = await sendInvitations(options, context, scope, wish)
  return isRefusal(sent) ? sent : say(sentCard(sent))
}
