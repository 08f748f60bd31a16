/** Who may import what: the edges of the architecture. Type-only imports count. */
const DRIVERS = 'node_modules/(typeorm|pg|bullmq|ioredis)/'
const SDKS = 'node_modules/(@slack/|discord\\.js/|@discordjs/|nodemailer/|openai/|stripe/|@aws-sdk/)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(src|adapters|sandbox)/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'access-imports-nothing',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { pathNot: '^src/access/' },
    },
    {
      name: 'chat-imports-access-only',
      comment: 'Beside time, ids and the types of an HTTP request, which know nothing.',
      severity: 'error',
      from: { path: '^src/chat/' },
      to: { pathNot: '^src/(chat|access)/|^src/clock\\.ts$|node_modules/ulid/|^(http|timers/promises)$' },
    },
    {
      name: 'pure-files-stay-pure',
      comment: 'What a thing is, its rules and its views know neither database nor system.',
      severity: 'error',
      from: {
        path: '^src/(access/.+|[^/]+/(rules|views|[^/]+-view|forms|[^/]+-cards|invitation|team))\\.ts$',
      },
      to: { path: DRIVERS },
    },
    {
      name: 'pure-files-use-no-system',
      severity: 'error',
      from: {
        path: '^src/(access/.+|[^/]+/(rules|views|[^/]+-view|forms|[^/]+-cards|invitation|team))\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-knows-no-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((build|main)\\.ts$|build/)' },
      to: { path: `^adapters/|${SDKS}` },
    },
    {
      name: 'src-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox-mode\\.ts$' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'adapters-import-chat-and-their-sdk',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(src|sandbox|migrations)/', pathNot: '^src/chat/index\\.ts$' },
    },
    {
      name: 'adapters-keep-apart',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'features-meet-through-their-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/db/entities\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sandbox-knows-nothing-of-the-product',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(src|adapters|migrations)/' },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript interface; swc reads types and values alike.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^sandbox/page/' },
  },
}
