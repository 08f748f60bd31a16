import {
  type ChatProfile,
  type ChatSender,
  cleanName,
  type Log,
  type Platform,
  type ProfileReader,
  type RefusalReason,
} from '../chat'

export interface VetOptions {
  /** Undefined for a platform that is not served. */
  profiles: (platform: Platform) => ProfileReader | undefined
  log: Log
}

/**
 * What the platform itself says of a chat user, or why they can be nobody here: bots, guests and strangers of
 * Slack Connect are refused and logged (R22).
 */
export async function vet(
  { profiles, log }: VetOptions,
  sender: ChatSender,
): Promise<{ profile: ChatProfile } | { refusal: RefusalReason }> {
  const profile = sender.stranger ? null : await profiles(sender.platform)?.profile(pick(sender))
  const code = refusalOf(sender, profile)
  if (!code && profile) return { profile: { ...profile, name: cleanName(profile.name) ?? sender.userId } }
  const { platform, tenant, userId } = sender
  log.info({ platform, tenant, userId, refusal: code }, 'refused a chat user')
  return { refusal: code ? { code } : { code: 'notLinked', why: 'noConfirmedAddress' } }
}

function refusalOf(sender: ChatSender, profile: ChatProfile | null | undefined) {
  if (sender.stranger || profile?.stranger) return 'stranger'
  if (profile?.bot) return 'bot'
  return profile?.guest ? 'guest' : undefined
}

const pick = ({ platform, tenant, userId }: ChatSender) => ({ platform, tenant, userId })
