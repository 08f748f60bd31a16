import { type ChatSender, cleanName, type Refusal, refuse } from '../chat'
import { defineChange, settle, type Wish } from '../db'
import { findBound, readCode, userKey, vet } from '../people'
import { foldCode } from '../secrets'
import { connectByCode } from './connect'
import { type Connection, findConnection, resumeConnection } from './connections'
import { founding, planFounding } from './found'
import type { ConnectionsOptions } from './options'
import type { Installed } from './slack-oauth'

/** What became of an installation by OAuth. */
export type Installation =
  /** A new account: `person` owns `team`. */
  | { how: 'founded'; place: string; person: string; team: string }
  /** `connected` by a code; `resumed` after it had ended; `renewed`: it was there all along. */
  | { how: 'connected' | 'resumed' | 'renewed'; place: string; workspace: string }

interface Arrival {
  installed: Installed
  sender: ChatSender
  sealedToken: string
}

/**
 * Somebody has added Rolecall to a Slack workspace. One that is known goes on where it was, with the new token, and
 * nobody becomes anything by it; with a connection code it joins the code's workspace; else it gets an account of its own.
 */
export async function install(
  options: ConnectionsOptions,
  installed: Installed,
  connectionCode: string | null,
  wish: Wish,
): Promise<Installation | Refusal> {
  const { tenant, installerUserId: userId, botToken } = installed
  const name = cleanName(installed.name) ?? tenant
  const sender: ChatSender = { platform: 'slack', tenant, userId, name: userId }
  const arrival = { installed: { ...installed, name }, sender, sealedToken: options.secrets.seal(botToken) }
  return settle(options.db, wish, async (wish) => {
    const known = await findConnection(options.db, 'slack', tenant)
    if (known && (known.active || connectionCode === null)) return goOn(options, arrival, known, wish)
    return connectionCode === null
      ? found(options, arrival, wish)
      : join(options, arrival, connectionCode, wish)
  })
}

async function goOn({ db }: ConnectionsOptions, arrival: Arrival, known: Connection, wish: Wish) {
  const { installed, sender, sealedToken } = arrival
  const { name, tenant } = installed
  const how = known.active ? 'renewed' : 'resumed'
  const outcome: Installation = { how, place: name, workspace: known.workspaceName }
  const actorId = (await findBound(db, { sender }))?.personId ?? null
  const by = { actorId, platform: 'slack', data: { tenant, installedBy: userKey(sender) } }
  await resumeConnection(db, wish, known, { name, sealedToken, outcome, by })
  return outcome
}

async function join({ db }: ConnectionsOptions, arrival: Arrival, typed: string, wish: Wish) {
  const { installed, sender, sealedToken } = arrival
  const { name, tenant, profiles } = installed
  const folded = foldCode(typed)
  const code = folded === null ? undefined : await readCode(db, folded, wish.at)
  if (code?.purpose !== 'connection') return refuse({ code: 'codeWrong' })
  const profile = await profiles.profile(sender)
  const by = { ...sender, name: profile?.name ?? 'Somebody' }
  const made = { platform: sender.platform, tenant, name, sealedToken, by }
  return connectByCode(
    db,
    wish,
    code,
    made,
    (workspace): Installation => ({ how: 'connected', place: name, workspace }),
  )
}

const foundByInstalling = defineChange('account.install', `${founding(1)}, changed AS (SELECT 1 FROM made)`)

async function found({ db, log }: ConnectionsOptions, arrival: Arrival, wish: Wish) {
  const { installed, sender, sealedToken } = arrival
  const { name, tenant, profiles } = installed
  const vetted = await vet({ profiles: () => profiles, log }, sender)
  if ('refusal' in vetted) return refuse(vetted.refusal)
  const bound = await findBound(db, { sender })
  const founder = { sender, profile: vetted.profile, bound, tenant, name, sealedToken, at: wish.at }
  const { parameters, audit, personName: person, teamName: team } = planFounding(founder)
  const outcome: Installation = { how: 'founded', place: name, person, team }
  await foundByInstalling(db, parameters, wish, { reliesOn: [], audit, owed: [], outcome })
  return outcome
}
