import type { ChatSender } from '../../src/chat'

/** The installation a payload belongs to, as Slack names it in every payload in another way. */
export interface Installation {
  teamId: string | undefined
  enterpriseId: string | undefined
  /** Installed for the whole organisation: the enterprise stands for all its teams (B16). */
  orgWide: boolean
}

export const tenantOf = ({ teamId, enterpriseId, orgWide }: Installation): string =>
  (orgWide ? enterpriseId : teamId) ?? enterpriseId ?? ''

/**
 * The acting user under their own team, not the channel's (B16). Who belongs neither to the installed team nor to
 * its enterprise comes from another organisation; within an organisation-wide installation only `users.info` can
 * tell a foreign team.
 */
export function senderOf(
  installation: Installation,
  user: { id: string; name: string; teamId: string | undefined },
): ChatSender {
  const tenant = tenantOf(installation)
  const own = [installation.teamId, installation.enterpriseId]
  const foreign = user.teamId !== undefined && !own.includes(user.teamId)
  const stranger = foreign && (!installation.orgWide || user.teamId?.startsWith('E') === true)
  return {
    platform: 'slack',
    tenant: stranger && user.teamId !== undefined ? user.teamId : tenant,
    userId: user.id,
    name: user.name,
    ...(stranger && { stranger }),
  }
}
