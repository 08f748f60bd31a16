/**
 * View Channels, Send Messages, Embed Links, Attach Files, Read Message History, Manage Roles, Create Public Threads,
 * Send Messages in Threads.
 */
const permissions =
  (1n << 10n) |
  (1n << 11n) |
  (1n << 14n) |
  (1n << 15n) |
  (1n << 16n) |
  (1n << 28n) |
  (1n << 35n) |
  (1n << 38n)

/**
 * The page that adds the bot to a server: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
 * A token begins with the id of its application in base64. Null when this one does not.
 */
export function inviteUrl(token: string): string | null {
  const applicationId = Buffer.from(token.split('.', 1)[0] ?? '', 'base64').toString()
  if (!/^\d{17,20}$/.test(applicationId)) return null
  const page = new URL('https://discord.com/oauth2/authorize')
  page.searchParams.set('client_id', applicationId)
  page.searchParams.set('scope', 'bot applications.commands')
  page.searchParams.set('permissions', String(permissions))
  return page.href
}
