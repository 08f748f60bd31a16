import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRefusal } from '../chat'
import { foldCode, hashSecret } from '../secrets'
import { sendPage } from '../web'
import { install } from './install'
import { installStates } from './install-state'
import { deniedPage, installedPage, malformedCodePage, overPage, refusedPage } from './install-views'
import type { AccountsOptions, Installing } from './options'

/** A parameter given twice comes as a list. */
type Query = Readonly<Record<string, unknown>>
type Asked = FastifyRequest<{ Querystring: Query }>

/** The way to Slack and back: https://docs.slack.dev/authentication/installing-with-oauth */
export function installPages(options: AccountsOptions, { oauth, url }: NonNullable<Installing['slack']>) {
  const states = installStates(options)

  return (app: FastifyInstance): void => {
    app.get('/slack/install', async (request: Asked, reply) => {
      const typed = textOf(request.query, 'code')
      const connectionCode = typed === '' ? null : foldCode(typed)
      if (typed !== '' && connectionCode === null) return sendPage(reply, malformedCodePage, 400)
      const state = states.begin(request, reply, connectionCode)
      return reply.header('cache-control', 'no-store').redirect(oauth.authorizeUrl(state))
    })

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
        ? sendPage(reply, refusedPage(done, url), 409)
        : sendPage(reply, installedPage(done))
    })
  }
}

function textOf(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}
