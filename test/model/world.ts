import { DAY_MS } from '../../src/clock'
import type { TestUser } from '../support/rolecall'

export type TeamRole = 'owner' | 'admin' | 'member'
export const WORKSPACE_ROLES = [
  'workspaceAdmin',
  'agentManager',
  'contentManager',
  'billingAdmin',
  'chatUser',
] as const
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number]
export const LEVELS = ['view', 'edit', 'full'] as const
export type Level = (typeof LEVELS)[number]

export interface Person {
  id: string
  address: string
  /** Where they began; an invitation may lead them into the other one, too. */
  accountId: string
  slack: TestUser
  discord: TestUser
  /** In Discord, in a server of the other account. */
  abroad: TestUser
  activeAt: number
}

/** Somebody at a place: only what they are in its account counts (R21). */
export interface Actor {
  person: Person
  user: TestUser
  accountId: string
}

interface Ending {
  id: string
  gone: boolean
}

export interface Account extends Ending {
  name: string
  admins: Set<string>
}

export interface Workspace extends Ending {
  accountId: string
  name: string
  users: Map<string, WorkspaceRole>
  inactiveAfterDays: number
  /** Slack and Discord lead here. */
  connected: boolean
}

export interface Team extends Ending {
  workspace: Workspace
  name: string
  members: Map<string, { membershipId: string; role: TeamRole; since: number }>
  /** The two settings, in the words of the form. */
  switches: readonly string[]
}

/** With a team or a person, by their id. */
export interface Grant {
  level: Level
  knowledge: boolean
}

export interface Chatbot extends Ending {
  workspace: Workspace
  name: string
  /** Null: an agent. */
  ownerId: string | null
  status: 'active' | 'paused' | 'archived'
  grants: Map<string, Grant>
}

export interface Base extends Ending {
  workspace: Workspace
  name: string
}

/** What waits for somebody; past its end it is expired, whatever is written down. */
export interface Waiting {
  id: string
  status: 'pending' | 'accepted' | 'approved' | 'declined' | 'denied' | 'cancelled'
  until: number
}

export interface Invitation extends Waiting {
  scope: Account | Workspace | Team
  inviterId: string
  personId: string
  role: string
}

export interface Request extends Waiting {
  chatbot: Chatbot
  team: Team
  requesterId: string
  level: Level
  askedAt: number
}

export interface Transfer extends Waiting {
  subject: Team | Chatbot
  fromId: string
  toId: string
}

/** What ought to be. */
export class World {
  readonly accounts = new Map<string, Account>()
  readonly workspaces = new Map<string, Workspace>()
  readonly teams = new Map<string, Team>()
  readonly chatbots = new Map<string, Chatbot>()
  readonly bases = new Map<string, Base>()
  readonly invitations = new Map<string, Invitation>()
  readonly requests = new Map<string, Request>()
  readonly transfers = new Map<string, Transfer>()
  /** All that ever were, by id. */
  readonly memberships = new Map<string, { team: Team; personId: string }>()
  now = 0
  /** Something has ended, and others have to be told before time goes on. */
  unsettled = false

  constructor(
    readonly people: readonly Person[],
    /** In every workspace. */
    readonly seats: number,
  ) {}

  isOpen({ status, until }: Waiting): boolean {
    return status === 'pending' && this.now < until
  }

  openFor(): number {
    return this.now + 7 * DAY_MS
  }

  cancel(things: Iterable<Waiting>, which: (thing: never) => boolean): void {
    for (const thing of things)
      if (this.isOpen(thing) && which(thing as never)) {
        thing.status = 'cancelled'
        this.unsettled = true
      }
  }
}

export const isTeam = (scope: object): scope is Team => 'members' in scope
export const isWorkspace = (scope: object): scope is Workspace => 'users' in scope
export const isAccount = (scope: object): scope is Account => 'admins' in scope

export const workspaceOf = (scope: Account | Workspace | Team): Workspace | null =>
  isTeam(scope) ? scope.workspace : isWorkspace(scope) ? scope : null

export const accountIdOf = (scope: Account | Workspace | Team): string =>
  isAccount(scope) ? scope.id : isWorkspace(scope) ? scope.accountId : scope.workspace.accountId
