import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeChatbot, setTeam } from '../chatbots/stage'
import { file, filed, kept } from '../shares/requests/stage'
import { runChild } from '../support/child'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { makeFolder } from '../support/server'
import { type Click, type Clicked, mixClicks } from './clicks'
import { note } from './note'
import { sized } from './size'

const PROCESSES = 4
const REQUESTS = sized(10, 100)
const CLICKS_EACH = sized(40, 100)

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
  team = await seedTeam(rolecall)
  await setTeam(team, 'memberChatbotCreation')
  await rolecall.db.query(`UPDATE membership SET joined_at = joined_at - interval '30 days'`)
})
afterAll(() => rolecall.close())

test(
  'Q3 R9 R19 H3 H16 clicks from four processes make one decision on each request, and every other click hears who was first',
  async () => {
    const requests = await fileMany(REQUESTS)
    await rolecall.deliver()
    const clicks = mixClicks(requests, CLICKS_EACH)
    expect(clicks).toHaveLength(REQUESTS * CLICKS_EACH)
    const titles = await clickAll(clicks)
    await rolecall.deliver()

    const decisions: { id: string; key: string }[] = await rolecall.db.query(
      `SELECT outcome ->> 'id' AS id, substring(key FROM 'click .*') AS key FROM interaction WHERE key LIKE '%:click %'`,
    )
    expect(new Set(decisions.map(({ id }) => id))).toEqual(new Set(requests))
    expect(decisions).toHaveLength(REQUESTS)
    const winners = new Map(decisions.map(({ id, key }) => [id, key]))
    const states = new Map(
      await Promise.all(requests.map(async (id) => [id, await kept(rolecall, id)] as const)),
    )
    const wrong = clicks.filter(({ requestId, key }, index) => {
      const { chatbotName, status, endedBy } = states.get(requestId) ?? {}
      const ended = status === 'cancelled' ? 'withdrawn' : status
      const title = titles[index] ?? ''
      return winners.get(requestId) === key
        ? title.startsWith('The request for chatbot')
        : title !== `The request for chatbot ${chatbotName} was already ${ended} by ${endedBy}`
    })
    expect(wrong).toEqual([])

    const statuses = [...states.values()].map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set(['approved', 'denied', 'cancelled']))
    const decided = requests.filter((id) => states.get(id)?.status !== 'cancelled')
    expect(await owed('notice', 'request.decided')).toEqual(decided.toSorted())
    expect(await owed('refresh', 'shareRequest')).toEqual(requests.toSorted())
    const granted = await rolecall.db.query('SELECT chatbot_id FROM share_grant WHERE ended_at IS NULL')
    expect(granted).toHaveLength(statuses.filter((status) => status === 'approved').length)
    expect(await wrongCopies(states)).toEqual([])
    note(
      'Q3',
      `${clicks.length} clicks of ${PROCESSES} processes on ${REQUESTS} requests`,
      `${decisions.length} decisions`,
    )
  },
  sized(180_000, 1_200_000),
)

test(
  'the same clicks on code that reads and then writes decide some requests more than once',
  async () => {
    const requests = await fileMany(sized(10, 20))
    const titles = await clickAll(mixClicks(requests, CLICKS_EACH), true)
    const decided = titles.filter((title) => title === 'decided').length
    expect(decided).toBeGreaterThan(requests.length)
    note('Q3', `the same, reading and then writing, on ${requests.length} requests`, `${decided} decisions`)
  },
  sized(60_000, 300_000),
)

let made = 0

async function fileMany(count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    made += 1
    const chatbotId = await makeChatbot(rolecall, team.member, { name: `Helper ${made}` })
    ids.push(filed(await file(rolecall, team, team.member, { chatbotId })).id)
    // Nobody asks that often in one day.
    await rolecall.db.query(`UPDATE share_request SET created_at = created_at - interval '3 hours'`)
  }
  return ids
}

/** Deals the clicks out to the processes; resolves to the titles of the answers, in the order of the clicks. */
async function clickAll(clicks: readonly Click[], naive = false): Promise<string[]> {
  const folder = makeFolder()
  const { owner, member } = team
  const users = { owner: tell(owner), requester: tell(member) }
  const files = Array.from({ length: PROCESSES }, (_, number) => {
    const own = clicks.filter((_click, index) => index % PROCESSES === number)
    const path = join(folder, `clicks-${number}.json`)
    writeFileSync(path, JSON.stringify({ url: rolecall.url, users, clicks: own, naive }))
    return path
  })
  const children = files.map((path) => runChild('test/chaos/clicker.ts', [path]))
  const codes = await Promise.all(children.map(({ ended }) => ended))
  expect(children.filter((_, index) => codes[index] !== 0).map((child) => child.output())).toEqual([])
  const answers = files.map((path): Clicked => JSON.parse(readFileSync(`${path}.answers`, 'utf8')))
  return clicks.map((_, index) => answers[index % PROCESSES]?.titles[Math.floor(index / PROCESSES)] ?? '')
}

const tell = ({ id, name, tenant }: SeededTeam['owner']) => ({ id, name, tenant })

/** Of which requests something was owed, each as often as it was. */
const owed = async (kind: string, name: string): Promise<string[]> =>
  (await rolecall.db.query('SELECT subject_id FROM outbox WHERE kind = $1 AND name = $2', [kind, name]))
    .map((row: { subject_id: string }) => row.subject_id)
    .toSorted()

const SAID = { approved: /Approved/, denied: /Denied/, cancelled: /[Ww]ithd[re]/ } as const

/** Copies whose last drawing does not say how the request ended. */
async function wrongCopies(states: ReadonlyMap<string, { status: string }>): Promise<string[]> {
  const copies: { subject_id: string; message_id: string }[] = await rolecall.db.query(
    `SELECT subject_id, message_id FROM posted_card WHERE subject_type = 'shareRequest'`,
  )
  expect(copies.length).toBeGreaterThanOrEqual(2 * states.size)
  return copies.flatMap(({ subject_id, message_id }) => {
    const { status } = states.get(subject_id) ?? {}
    const shown = rolecall.sent.findLast(
      ({ to, edited }) => edited && 'messageId' in to && to.messageId === message_id,
    )
    const words = JSON.stringify(shown?.card)
    return SAID[status as keyof typeof SAID]?.test(words) ? [] : [`${status}: ${words}`]
  })
}
