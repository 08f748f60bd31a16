import type { Slack } from './state'
import { escapeText } from './text'

/**
 * The page where somebody allows the app. With `user` (and `team`) in the address it allows at once,
 * so that a test needs no browser; otherwise it lists who could.
 */
export function authorize(slack: Slack, url: URL): { status: number; location?: string; html?: string } {
  const { searchParams } = url
  const redirectUri = searchParams.get('redirect_uri')
  if (searchParams.get('client_id') !== slack.app.clientId) return { status: 400, html: 'invalid_client_id' }
  if (redirectUri === null) return { status: 400, html: 'bad_redirect_uri' }
  const userId = searchParams.get('user')
  if (userId === null) return { status: 200, html: chooser(slack, url) }
  const teamId = searchParams.get('team') ?? [...slack.workspaces.keys()][0] ?? ''
  const back = new URL(redirectUri)
  const nonce = searchParams.get('nonce')
  const grant = { teamId, userId, redirectUri, ...(nonce === null ? {} : { nonce }) }
  back.searchParams.set('code', slack.codes.mint(grant))
  back.searchParams.set('state', searchParams.get('state') ?? '')
  return { status: 302, location: back.toString() }
}

function chooser(slack: Slack, url: URL): string {
  // Anybody may sign in; installing is left to owners and admins.
  const isSignIn = url.pathname.startsWith('/openid/')
  const links = [...slack.workspaces.values()].flatMap((workspace) =>
    [...workspace.users.values()]
      .filter((user) => !user.bot && (isSignIn || user.rank !== 'member'))
      .map((user) => {
        const allow = new URL(url)
        allow.searchParams.set('user', user.id)
        allow.searchParams.set('team', workspace.teamId)
        const label = escapeText(`Allow as ${user.name} in ${workspace.teamName}`)
        return `<li><a href="${escapeText(allow.pathname + allow.search)}">${label}</a></li>`
      }),
  )
  const title = `${escapeText(slack.app.name)} would like to join a workspace`
  return `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><ul>${links.join('')}</ul></html>`
}
