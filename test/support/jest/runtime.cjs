const { isBuiltin } = require('node:module')
const { default: Runtime } = require('jest-runtime')

/** Loads packages, for as long as the worker lives: a package may load more of itself at any time. */
let packages

/**
 * Every test file has the modules of the product to itself, but shares packages with the files before it: to load
 * them took two thirds of the time of a small file. They must not keep state of a test.
 */
module.exports = class extends Runtime {
  constructor(...given) {
    super(...given)
    packages ??= new Runtime(...given)
  }

  requireModuleOrMock(from, name) {
    return isPackage(name) && !from.includes('/node_modules/')
      ? packages.requireModuleOrMock(from, name)
      : super.requireModuleOrMock(from, name)
  }
}

const isPackage = (name) => /^[^./]/.test(name) && !isBuiltin(name) && name !== '@jest/globals'
