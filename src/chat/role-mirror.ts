/** A Discord role or a Slack user group, as it stands at the platform now. */
export interface MirrorGroup {
  id: string
  name: string
  /** Who is in it, as ids of the platform; nobody while it is switched off. */
  userIds: readonly string[]
  /** Slack never deletes a user group, but switches it off. */
  active: boolean
  /** Somebody gave it permissions: nobody may get it before they are taken away. */
  hasRights: boolean
  /** Apart from its name and its people, nobody has changed what `restore` makes of it. */
  isRestored: boolean
}

/** One place, all of it: other people's groups, too. */
export interface MirrorState {
  groups: readonly MirrorGroup[]
  /** Ids of those who can be in a group there. */
  members: ReadonlySet<string>
}

/** What keeps roles from being mirrored in a place until somebody changes something there. */
export type MirrorTrouble =
  /** Discord: the bot lacks Manage Roles. Slack: the workspace lets admins alone manage user groups. */
  | 'permission'
  /** Discord: the role stands above the highest one of the bot. */
  | 'position'
  /** Discord: a role has permissions which the bot may not take away. */
  | 'rights'
  /** Discord: the Server Members Intent is switched off. */
  | 'members'
  /** Discord: there are as many roles as a server can have. */
  | 'full'
  /** Slack: the app was installed before it asked for user groups. */
  | 'scope'
  /** Slack: a plan without user groups. */
  | 'plan'
  /** Slack: installed for an organisation as a whole, which has no user groups of its own. */
  | 'organisation'
  /** The platform says no in another way. */
  | 'refused'
  /** The bot is not there any more. */
  | 'disconnected'

/** Thrown when trying again does not help. */
export class CannotMirror extends Error {
  constructor(
    readonly why: MirrorTrouble,
    /** The name of the role or group that it is about, or what the platform said. */
    readonly about?: string,
  ) {
    super(`roles cannot be mirrored: ${why}${about === undefined ? '' : ` (${about})`}`)
    this.name = 'CannotMirror'
  }
}

/**
 * Groups at one platform that stand for roles here. `tenant`: a Discord server or Slack workspace. Everything may be done
 * again without harm but `make`, whose mark tells afterwards that it was done. All throw CannotMirror and TryLater.
 */
export interface RoleMirror {
  /** A group with nobody in it can be there. */
  readonly keepsEmpty: boolean
  read(tenant: string): Promise<MirrorState>
  /** Makes a group that allows nothing, called by the mark until it is restored; resolves to its id. */
  make(tenant: string, mark: string): Promise<string>
  /** Gives it the first of the names that is free, and takes away all permissions. */
  restore(tenant: string, group: MirrorGroup, names: readonly string[]): Promise<void>
  /** Breaks off when `ending` is aborted. */
  give(tenant: string, group: MirrorGroup, userIds: readonly string[], ending: AbortSignal): Promise<void>
  /** Breaks off when `ending` is aborted. */
  take(tenant: string, group: MirrorGroup, userIds: readonly string[], ending: AbortSignal): Promise<void>
  /** Deletes it, or switches it off for good. */
  remove(tenant: string, group: MirrorGroup): Promise<void>
}
