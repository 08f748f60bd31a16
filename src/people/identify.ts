import type { ChatProfile, Home, Identified, Interaction, RefusalReason } from '../chat'
import type { Database } from '../db'
import { bindByAddress } from './bind'
import { readLocale, readTimeZone } from './locale'
import { type Identity, type Recognised, recognise } from './recognise'
import { type VetOptions, vet } from './vet'

export interface IdentifiedPerson extends Identified {
  /** Both only for known people; see `touch`. */
  identityId?: string
  lastActiveAt?: number | null
}

export interface IdentifyOptions extends VetOptions {
  db: Database
}

/** Tells who acts, and fails closed: a chat user is somebody only through a binding made on proof (R22). */
export function createIdentify(options: IdentifyOptions) {
  return async (interaction: Interaction, at: number): Promise<IdentifiedPerson> => {
    const found = await recognise(options.db, interaction)
    if (found.identity && !interaction.sender.stranger) return somebody(found, found.identity, interaction)
    return meet(options, found, interaction, at)
  }
}

function somebody(
  { home, roles, earlier }: Recognised,
  identity: Identity,
  { sender, place }: Interaction,
): IdentifiedPerson {
  const { personId, name, confinedTo } = identity
  return {
    actor: { personId, name, ...(confinedTo !== null && { confinedTo }), ...roles },
    home,
    locale: sender.locale ? readLocale(sender.locale) : identity.locale,
    timeZone: identity.timeZone,
    identityId: identity.id,
    lastActiveAt: identity.lastActiveAt,
    ...(earlier && { earlier: earlier.outcome }),
    ...(isUnconnected(place.tenant, home) && { refusal: { code: 'notConnected' } }),
  }
}

/** A chat user who is not bound: the platform is asked who they are, and perhaps they are bound now. */
async function meet(
  options: IdentifyOptions,
  found: Recognised,
  interaction: Interaction,
  at: number,
): Promise<IdentifiedPerson> {
  const { sender, place, happening } = interaction
  if (isUnconnected(place.tenant, found.home))
    return nobody(found, interaction, { refusal: { code: 'notConnected' } })
  if (found.elsewhere && !sender.stranger)
    return nobody(found, interaction, { refusal: { code: 'notLinked', why: 'elsewhere' } })
  // Typing is no reason to ask the platform at every letter.
  if (happening.kind === 'complete' || happening.kind === 'search')
    return nobody(found, interaction, { refusal: { code: 'notLinked', why: 'noMatch' } })
  const vetted = await vet(options, sender)
  if ('refusal' in vetted) return nobody(found, interaction, vetted)
  const refusal = await bindByAddress(options.db, sender, vetted.profile, found.home, at)
  if (refusal) return nobody(found, interaction, { ...vetted, refusal })
  const now = await recognise(options.db, interaction)
  return now.identity
    ? somebody(now, now.identity, interaction)
    : nobody(now, interaction, { ...vetted, refusal: { code: 'notLinked', why: 'unlinked' } })
}

function nobody(
  { home, earlier }: Recognised,
  { sender }: Interaction,
  { profile, refusal }: { profile?: ChatProfile; refusal: RefusalReason },
): Identified {
  return {
    actor: null,
    home,
    locale: readLocale(sender.locale ?? profile?.locale),
    timeZone: readTimeZone(profile?.timeZone),
    ...(earlier && { earlier: earlier.outcome }),
    refusal,
  }
}

const isUnconnected = (tenant: string | null, home: Home | null) => tenant !== null && home === null
