import { readFileSync, writeFileSync } from 'node:fs'
import { joinTestDatabase } from '../support/database'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import type { Click, Clicked, Clicking } from './clicks'

/** Clicks under way at once in this process. */
const AT_ONCE = 20

/** A process of its own that clicks; what it is told stands in a file, and what it was answered is written beside it. */
async function main(file: string): Promise<void> {
  const { url, users, clicks, naive }: Clicking = JSON.parse(readFileSync(file, 'utf8'))
  const rolecall = await createRolecall(await joinTestDatabase(url))
  const { owner, requester } = users
  const people = {
    owner: rolecall.user(owner.id, { name: owner.name }, owner.tenant),
    requester: rolecall.user(requester.id, { name: requester.name }, requester.tenant),
  }
  const answer = async ({ who, happening, key }: Click) => {
    const [first] = await people[who].tries(happening, key)
    return first ? titleOf(first) : 'nothing'
  }
  const titles: string[] = []
  const queue = clicks.entries()
  const click = naive ? (each: Click) => decideNaively(rolecall, each) : answer
  const worker = async () => {
    for (const [index, each] of queue) titles[index] = await click(each)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  writeFileSync(`${file}.answers`, JSON.stringify({ titles } satisfies Clicked))
  await rolecall.close()
}

/** Read, then write: between the two somebody else has read the same. */
async function decideNaively({ db }: Rolecall, { requestId }: Click): Promise<string> {
  const [row] = await db.query('SELECT status FROM share_request WHERE id = $1', [requestId])
  if (row.status !== 'pending') return 'already'
  await db.query(`UPDATE share_request SET status = 'denied' WHERE id = $1`, [requestId])
  return 'decided'
}

main(process.argv[2] ?? '').catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
