import type { MirrorTrouble, Platform } from '../chat'

/** What of a workspace is mirrored in a place it is connected with; neither: nothing. */
export interface Mirrored {
  roles: boolean
  teams: boolean
}

/** Why roles are not mirrored at present, though they should be. */
export interface Trouble {
  why: MirrorTrouble
  /** The name of the role or group it is about, or what the platform said. */
  about?: string
}

/** One connection whose roles are mirrored, with everything a run needs. */
export interface Mirror extends Mirrored {
  connectionId: string
  accountId: string
  workspaceId: string
  platform: Platform
  tenant: string
  /** What the platform calls the place. */
  name: string
  trouble: Trouble | null
  /** How often somebody wanted a run before this one began. */
  wishes: number
  /** It was disconnected on purpose, or its workspace deleted: what was made goes. */
  ended: boolean
}

/** A role or group that should be there, and who should be in it as far as they are in the place. */
export interface WantedGroup {
  /** A role of the workspace, or the id of a team. */
  source: string
  name: string
  userIds: readonly string[]
}

/** A row of what was made, or is about to be. */
export interface MadeGroup {
  id: string
  source: string
  groupId: string | null
}

/** By which a group that was made just before a crash is found again; nobody guesses it. At most 21 characters, as Slack's handles. */
export const markOf = ({ id }: Pick<MadeGroup, 'id'>): string => `rolecall-${id.slice(-12).toLowerCase()}`

/** What a group may be called, the best first: on Slack no two have one name. At most 100 characters. */
export const namesOf = ({ name }: Pick<WantedGroup, 'name'>, { id }: Pick<MadeGroup, 'id'>) => [
  name,
  `${name} (Rolecall)`,
  `${name} ${id.slice(-6).toLowerCase()}`,
]
