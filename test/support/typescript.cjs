// `node -r ./test/support/typescript.cjs file.ts`: child processes of tests run the sources, without a build.
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { version } = require('@swc/core/package.json')

const FOLDER = join(__dirname, '../../node_modules/.cache/rolecall-typescript')

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8')
  const name = createHash('sha1').update(`${version} ${filename}\n${source}`).digest('hex')
  const path = join(FOLDER, `${name}.js`)
  module._compile(read(path) ?? keep(path, compile(source, filename)), filename)
}

function compile(source, filename) {
  // To load the compiler takes longer than to read everything that is kept.
  const { transformSync } = require('@swc/core')
  return transformSync(source, {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true },
    },
    module: { type: 'commonjs', ignoreDynamic: true },
  }).code
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Written beside and moved, since many processes start at once. */
function keep(path, code) {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, code)
  renameSync(`${path}.${process.pid}`, path)
  return code
}
