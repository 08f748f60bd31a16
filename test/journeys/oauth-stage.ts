import { otherTeamId } from '../../sandbox/slack'
import { world } from '../../sandbox/world'
import { type App, build } from '../../src/build'
import { parseConfig } from '../../src/config'
import { createLog } from '../../src/log'
import { createPlayer } from './player'
import { openStage, userId } from './support'

export const ACME = world.slack.teamId
export const OTHER = otherTeamId

/** The product with OAuth in place of a static token: Slack over HTTP, and nobody has installed it yet. */
export async function startOAuthStage() {
  const stage = await openStage()
  const { slack, clock } = stage.sandbox
  slack.setRequestUrl(`${stage.url}/slack/events`)
  const { SLACK_BOT_TOKEN: _bot, SLACK_APP_TOKEN: _app, ...rest } = stage.environment
  const environment = {
    ...rest,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
  }
  const logged: string[] = []
  const log = createLog('trace', { write: (line) => void logged.push(line) })

  async function run(more: Record<string, string> = {}): Promise<App> {
    const config = parseConfig({ ...environment, ...more })
    const roles = { web: true, discord: true, worker: true }
    const databaseUrl = stage.environment.DATABASE_URL ?? ''
    const app = await build({ config, roles, databaseUrl, publicUrl: stage.url, clock, log })
    await app.start(config.http.port)
    return app
  }

  let app = await run()
  return {
    ...stage,
    logged,
    slackIn: (tenant: string, name: string) => createPlayer(slack.as(userId('slack', name), tenant)),
    browser: () => createBrowser(stage.url),
    restart: async (more: Record<string, string>) => {
      await app.stop()
      app = await run(more)
    },
    close: async () => {
      await app.stop()
      await stage.close()
    },
  }
}

export type OAuthStage = Awaited<ReturnType<typeof startOAuthStage>>

export interface Shown {
  status: number
  text: string
}

/** Goes where it is sent and keeps cookies, as far as an installation needs it. */
function createBrowser(url: string) {
  let cookie = ''

  async function open(address: string | URL) {
    const response = await fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';', 1)[0] ?? ''
    return response
  }

  async function show(address: string | URL): Promise<Shown> {
    const response = await open(address)
    return { status: response.status, text: (await response.text()).replace(/<[^>]+>/g, '') }
  }

  /** Slack's page that asks for consent; with a connection code, a question of ours comes first. */
  async function begin(start = `${url}/slack/install`): Promise<URL> {
    const response = await open(start)
    const [, onward] = /class="button" href="([^"]+)"/.exec(await response.text()) ?? []
    return new URL(response.headers.get('location') ?? onward?.replaceAll('&amp;', '&') ?? '')
  }

  /** Consents there; resolves to the address of ours that Slack sends back to. */
  async function allow(page: URL, tenant: string, name: string): Promise<URL> {
    page.searchParams.set('user', userId('slack', name))
    page.searchParams.set('team', tenant)
    return new URL((await open(page)).headers.get('location') ?? '')
  }

  return {
    begin,
    allow,
    show,
    install: async (tenant: string, name: string, start?: string) =>
      show(await allow(await begin(start), tenant, name)),
  }
}
