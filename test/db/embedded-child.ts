import { startEmbedded } from '../../src/db/embedded'

/** Prints the address of the database, then waits to be told to end. */
async function main(folder: string) {
  const database = await startEmbedded(folder)
  process.on('SIGTERM', () => database.close().then(() => process.exit(0)))
  setInterval(() => {}, 60_000)
  console.log(`url ${database.url}`)
}

main(process.argv[2] ?? '').catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
