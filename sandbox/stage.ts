import type { SandboxClock } from './clock'
import type { Chatter, ChosenFile, Platform } from './driver'
import type { Mailbox } from './mail'
import type { ListedCommand } from './protocol'

/** Everything the page can look at and act upon. */
export interface Stage {
  /** Differs from one start of the sandbox to the next. */
  run: string
  clock: SandboxClock
  platforms: Partial<Record<Platform, StagePlatform>>
  mail?: Mailbox
}

/** The stage as an open page reaches it. */
export interface OpenStage extends Stage {
  /** A file that the page has uploaded. Throws an Error for an unknown id. */
  takeFile(id: string): ChosenFile
}

export interface StagePerson extends Chatter {
  /** Slack only: looks at the app's Home tab, of which the app hears. */
  openHome?(): Promise<void>
}

export interface StagePlatform {
  as(userId: string): StagePerson
  faults: PlatformFaults
  /** How many connections the bot holds open. */
  connections(): number
  /** What the page completes by, where the platform itself knows no options of commands (Slack). */
  completions?: ListedCommand[]
}

/** The faults that both servers offer; tests ask the servers for more. */
export interface PlatformFaults {
  goDown(): void
  dropSockets(): void
  delay(delayMs: number): void
  duplicate(times: number): void
  clear(): void
}
