import { type Figure, stopping } from './support/bench'
import { residentMiB } from './support/process'
import { slackEnvironment, startProduct } from './support/product'
import { atMost, judged, median } from './support/rows'

const IDLE_MS = 5_000

/** P7: `rolecall web` from its start until `/readyz` says ready, the database being there; and its memory when idle. */
export const start: Figure = async ({ databases, slack, rounds }) => {
  const databaseUrl = await databases.create('p7')
  const readyMs: number[] = []
  const residentMiBs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await stopping(async (started) => {
      const startedAt = performance.now()
      const product = await startProduct('web', slackEnvironment(databaseUrl, slack))
      started.push(product)
      const answer = await fetch(`${product.url}/readyz`)
      if (!answer.ok) throw new Error(`not ready: ${await answer.text()}`)
      readyMs.push(performance.now() - startedAt)
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
      residentMiBs.push(residentMiB(product.pid) ?? Number.NaN)
    })
  }
  const [ready, resident] = [median(readyMs) / 1_000, median(residentMiBs)]
  return [
    judged('P7', '`rolecall web` to ready', ready, `${ready.toFixed(2)} s`, atMost(1.2, ' s')),
    judged('P7', 'its resident memory, idle', resident, `${Math.round(resident)} MiB`, atMost(150, ' MiB')),
  ]
}
