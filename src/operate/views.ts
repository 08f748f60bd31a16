import { isoTime } from '../clock'
import type { DeliveryState, StuckRow } from '../notices'
import type { Sweep } from '../sweeps'
import { type Html, html } from '../web'
import { deliveriesSection } from './delivery-views'
import type { ConnectedPlaces } from './places'
import { isLate, type SweepRun } from './sweep-runs'
import { SWEEP_WORDS } from './sweep-words'
import { ago, lasted, table } from './words'

/** Everything that the page shows, as it is at `now`. */
export interface Seen {
  /** How many messages were owed anew a moment ago; null: nobody asked for it. */
  sent: number | null
  deliveries: DeliveryState
  stuck: readonly StuckRow[]
  sweeps: readonly Sweep[]
  runs: readonly SweepRun[]
  places: ConnectedPlaces
  platforms: readonly (readonly [platform: string, connected: boolean])[]
  now: number
}

export const overview = (seen: Seen, csrf: Html): Html => html`
<nav aria-label="Sections">
<a href="#deliveries">Deliveries</a> <a href="#sweeps">Recurring jobs</a> <a href="#places">Connections</a>
<a href="/operate/queues">Queues</a> <a href="/operate">Look again</a>
</nav>
<p class="soft">As of <time datetime="${isoTime(seen.now)}">${isoTime(seen.now).slice(0, 19).replace('T', ' ')} UTC</time></p>
${deliveriesSection(seen, csrf)}
${sweepsSection(seen)}
${placesSection(seen)}
<p class="soft">Figures for Prometheus are at <code>/metrics</code>, with the token as bearer token;
<code>rolecall doctor</code> tries everything that is configured.</p>
<form method="post" action="/operate/sign-out">${csrf}<button>Sign out</button></form>`

function sweepsSection({ sweeps, runs, now }: Seen): Html {
  const ran = new Map(runs.map((run) => [run.name, run]))
  const rows = [...sweeps]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(({ name, everyMs }) => {
      const run = ran.get(name)
      return [
        html`${name}<br><small class="soft">${SWEEP_WORDS[name] ?? ''}</small>`,
        lasted(everyMs),
        run ? ago(run.startedAt, now) : 'never',
        run ? lasted(run.durationMs) : '',
        stateOf(run, everyMs, now),
      ]
    })
  return html`
<h2 id="sweeps">Recurring jobs</h2>
${table(['Name', 'Every', 'Last run', 'Took', 'State'], rows)}`
}

function stateOf(run: SweepRun | undefined, everyMs: number, now: number): Html {
  if (!run) return html`<span class="soft">has not run yet</span>`
  const { failedAt, failure, startedAt } = run
  if (failedAt !== null && failedAt >= startedAt)
    return html`<strong class="error">fails: ${failure}</strong>`
  if (isLate(run, everyMs, now)) return html`<strong class="error">late: does a worker run?</strong>`
  return failedAt === null ? html`well` : html`well; failed ${ago(failedAt, now)}: ${failure}`
}

function placesSection({ places: { counts, listed }, platforms, now }: Seen): Html {
  const arriving = new Map(platforms)
  const stateOfPlace = (platform: string, endedAt: number | null) => {
    if (endedAt !== null) return html`<strong class="error">ended ${ago(endedAt, now)}</strong>`
    return arriving.get(platform) === false
      ? html`<strong class="error">no events arrive</strong>`
      : 'connected'
  }
  const items = counts.map(({ platform, connected }) => {
    const arrives = arriving.get(platform)
    if (arrives === false)
      return html`<li>${title(platform)}: added in ${connected}, <strong class="error">but no events arrive at this process</strong></li>`
    return html`<li>${title(platform)}: ${connected} connected${arrives && ', events arrive at this process'}</li>`
  })
  const rows = listed.map(({ platform, name, account, since, endedAt }) => [
    title(platform),
    name,
    account,
    ago(since, now),
    stateOfPlace(platform, endedAt),
  ])
  return html`
<h2 id="places">Connections</h2>
<ul>${items}</ul>
${rows.length === 0 ? html`<p>No Slack workspace and no Discord server is connected yet.</p>` : table(['Platform', 'Place', 'Account', 'Since', 'State'], rows)}`
}

const title = (platform: string) => `${platform[0]?.toUpperCase()}${platform.slice(1)}`
