const { isBuiltin } = require('node:module')
const { join, resolve, sep } = require('node:path')
const { default: Runtime } = require('jest-runtime')

const ROOT = join(__dirname, '../../..')
const PRODUCT = ['src', 'adapters', 'sandbox', 'migrations'].map((folder) => join(ROOT, folder) + sep)

/** Loads what is shared, for as long as the worker lives: it may load more of itself at any time. */
let shared

/**
 * Every test file has its own modules and those of `test/` to itself, but shares the product and its packages with the
 * files before it: to load them anew took more than half of the time of a small file. Neither may keep in a module what
 * a test did; what they keep there are compiled schemas, formats and the like.
 */
module.exports = class extends Runtime {
  constructor(...given) {
    super(...given)
    shared ??= new Runtime(...given)
    // Jest asks this file's for the lines of a failure, and remembers what it held when the file has ended.
    shared.transformCache.sourceMaps = this.transformCache.sourceMaps
  }

  requireModuleOrMock(from, name) {
    return isShared(from, name)
      ? shared.requireModuleOrMock(from, name)
      : super.requireModuleOrMock(from, name)
  }
}

function isShared(from, name) {
  if (from.includes('/node_modules/')) return false
  if (!name.startsWith('.')) return !isBuiltin(name) && name !== '@jest/globals'
  const path = resolve(from, '..', name) + sep
  return PRODUCT.some((folder) => path.startsWith(folder))
}
