import '../../src/build'
import '../../adapters/model'
import '../../adapters/slack'
import '../../adapters/storage'

/** Prints the packages that a `web` process with Slack has loaded before anybody asks for anything. */
const packages = Object.keys(require.cache).flatMap(
  (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file.replaceAll('\\', '/'))?.[1] ?? [],
)
process.stdout.write(`loaded: ${[...new Set(packages)].join(' ')}\n`)
