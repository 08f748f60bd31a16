const { TestEnvironment } = require('jest-environment-node')

/** Outlives a test file: what the file left on the global object is taken away again. */
class SharedEnvironment extends TestEnvironment {
  constructor(...given) {
    super(...given)
    this.properties = new Set(Reflect.ownKeys(this.global))
    this.variables = { ...this.global.process.env }
    this.exit = this.global.process.exit
  }

  async teardown() {
    const { global } = this
    this.fakeTimers.dispose()
    this.fakeTimersModern.dispose()
    this.moduleMocker.restoreAllMocks()
    for (const name of Reflect.ownKeys(global)) if (!this.properties.has(name)) delete global[name]
    for (const name of Object.keys(global.process.env)) delete global.process.env[name]
    Object.assign(global.process.env, this.variables)
    // Jest wraps it anew for every file.
    global.process.exit = this.exit
  }
}

let shared

/** One world for all test files of a worker, so that they can share packages; see `runtime.cjs`. */
module.exports = function environmentOf(...given) {
  shared ??= new SharedEnvironment(...given)
  return shared
}
