import { createServer } from 'node:net'
import { holdGauge } from './gauge'

/** Keeps a little of everything each time it is asked to do something: the negative control of the soak. */
const kept: unknown[] = []

holdGauge()
process.on('SIGUSR1', () => {
  kept.push(Array.from({ length: 100_000 }, (_, number) => `${number}`))
  setInterval(() => {}, 60_000)
  createServer().listen(0, '127.0.0.1', () => process.stdout.write('\nKEPT\n'))
})
createServer().listen(0, '127.0.0.1', () => process.stdout.write('\nREADY\n'))
