import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isRefusal } from '../chat'
import { giveBackTry, readCode, takeTry } from '../people'
import { foldCode, hashSecret } from '../secrets'
import { sendPage } from '../web'
import { targetOf } from './connect'
import { install } from './install'
import { installStates } from './install-state'
import { deniedPage, installedPage, joinPage, overPage, refusedPage, wrongCodePage } from './install-views'
import type { ConnectionsOptions, Installing } from './options'

/** A parameter given twice comes as a list. */
type Query = Readonly<Record<string, unknown>>
type Asked = FastifyRequest<{ Querystring: Query }>

/** The way to Slack and back: https://docs.slack.dev/authentication/installing-with-oauth */
export function installPages(options: ConnectionsOptions, { oauth, url }: NonNullable<Installing['slack']>) {
  const states = installStates(options)

  return (app: FastifyInstance): void => {
    app.get('/slack/install', async (request: Asked, reply) => {
      const typed = textOf(request.query, 'code')
      if (typed !== '') return ask(request, reply, typed)
      const state = states.begin(request, reply, null)
      return reply.header('cache-control', 'no-store').redirect(oauth.authorizeUrl(state))
    })

    /**
     * With a connection code, the place joins an account that is there already: who comes by a link that somebody
     * gave them learns which before Slack asks. Only this browser learns the state, so nobody can skip the page for them.
     */
    async function ask(request: Asked, reply: FastifyReply, typed: string) {
      const code = foldCode(typed)
      if (code === null) return sendPage(reply, wrongCodePage, 400)
      const workspace = await findTarget(options, code, request.ip)
      if (isRefusal(workspace)) return sendPage(reply, refusedPage(workspace, url, options.clock.now()), 429)
      if (!workspace) return sendPage(reply, wrongCodePage, 400)
      const state = states.begin(request, reply, code)
      return sendPage(reply, joinPage(workspace.workspaceName, oauth.authorizeUrl(state), url))
    }

    app.get('/slack/oauth_redirect', async (request: Asked, reply) => {
      const state = textOf(request.query, 'state')
      const pending = states.end(request, reply, state)
      if (!pending) return sendPage(reply, overPage(url), 400)
      if (textOf(request.query, 'error') !== '') return sendPage(reply, deniedPage(url))
      const installed = await oauth.exchange(textOf(request.query, 'code'))
      if (!installed) return sendPage(reply, overPage(url), 400)
      const wish = {
        key: `slack:install:${hashSecret(state).toString('base64url')}`,
        at: options.clock.now(),
      }
      const done = await install(options, installed, pending.connectionCode, wish)
      return isRefusal(done)
        ? sendPage(reply, refusedPage(done, url, wish.at), 409)
        : sendPage(reply, installedPage(done))
    })
  }
}

const WRONG_TRIES = 5

/** The workspace of a folded connection code; from one address five wrong ones within 15 minutes are enough. */
async function findTarget({ db, clock }: ConnectionsOptions, typed: string, from: string) {
  const who = `address:${from}`
  const wish = { key: `slack:install:${hashSecret(typed).toString('base64url')}`, at: clock.now() }
  const tooMany = await takeTry(db, who, WRONG_TRIES, wish)
  if (tooMany) return tooMany
  const code = await readCode(db, typed, wish.at)
  const workspace = code && (await targetOf(db, code))
  if (workspace) await giveBackTry(db, who, wish)
  return workspace
}

function textOf(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}
