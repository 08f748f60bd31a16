import { Foundation1 } from './0001-foundation'
import { ConfirmedIn2 } from './0002-confirmed-in'
import { UnlinkedIdentity3 } from './0003-unlinked-identity'
import { Chatbots4 } from './0004-chatbots'
import { Sharing5 } from './0005-sharing'
import { IdentityConfirmedIn6 } from './0006-identity-confirmed-in'
import { Seats7 } from './0007-seats'
import { Budget8 } from './0008-budget'
import { WorkspaceUserVersion9 } from './0009-workspace-user-version'
import { InvitationScopes10 } from './0010-invitation-scopes'
import { WorkspaceSettings11 } from './0011-workspace-settings'
import { Agents12 } from './0012-agents'
import { KnowledgeBases13 } from './0013-knowledge-bases'
import { Invoices14 } from './0014-invoices'
import { Payments15 } from './0015-payments'
import { AccountSettings16 } from './0016-account-settings'
import { AgentChannels17 } from './0017-agent-channels'
import { RoleSync18 } from './0018-role-sync'
import { MembersAreUsers19 } from './0019-members-are-users'
import { Deadlines20 } from './0020-deadlines'
import { Activity21 } from './0021-activity'
import { Preferences22 } from './0022-preferences'
import { DiscordShards23 } from './0023-discord-shards'
import { Pace24 } from './0024-pace'
import { SweepRun25 } from './0025-sweep-run'
import { OwedTo26 } from './0026-owed-to'
import { ActivityByAccount27 } from './0027-activity-by-account'
import { CopyUser28 } from './0028-copy-user'
import { ReminderOver29 } from './0029-reminder-over'
import { Removals29 } from './0029-removals'
import { LookOrder30 } from './0030-look-order'
import { MissedCopy31 } from './0031-missed-copy'

/** Every change of the schema, oldest first. Add to the end; never edit what has been released. */
export const migrations = [
  Foundation1,
  ConfirmedIn2,
  UnlinkedIdentity3,
  Chatbots4,
  Sharing5,
  IdentityConfirmedIn6,
  Seats7,
  Budget8,
  WorkspaceUserVersion9,
  InvitationScopes10,
  WorkspaceSettings11,
  Agents12,
  KnowledgeBases13,
  Invoices14,
  Payments15,
  AccountSettings16,
  AgentChannels17,
  RoleSync18,
  MembersAreUsers19,
  Deadlines20,
  Activity21,
  Preferences22,
  DiscordShards23,
  Pace24,
  SweepRun25,
  OwedTo26,
  ActivityByAccount27,
  CopyUser28,
  Removals29,
  LookOrder30,
  ReminderOver29,
  MissedCopy31,
] as const
