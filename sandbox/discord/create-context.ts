import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'
import { world } from '../world'
import type { Context } from './context'
import { createFaults } from './faults'
import { createSnowflakes } from './snowflake'

/** An empty platform; where it listens and how it sends events is filled in when its server has started. */
export function createContext(
  clock: SandboxClock,
  portal: Pick<Context, 'privilegedIntents' | 'attachmentSizeLimit'>,
): Context {
  const { applicationId, botUserId } = world.discord
  const tokenId = Buffer.from(botUserId).toString('base64url')
  return {
    clock,
    origin: '',
    applicationId,
    botUserId,
    botToken: `${tokenId}.sandbox.not-a-secret`,
    clientSecret: 'sandbox-discord-client-secret',
    signingKey: randomBytes(32).toString('hex'),
    ...portal,
    nextId: createSnowflakes(clock),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    directs: new Map(),
    commands: new Map(),
    interactions: new Map(),
    forms: new Map(),
    files: new Map(),
    faults: createFaults(),
    dispatch: () => undefined,
    listeners: new Set(),
  }
}
