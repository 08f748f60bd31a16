import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from './support/server'

const ROOT = join(__dirname, '..')

interface Violation {
  rule: { name: string }
  from: string
}

/** What the rules of this project say of a tree of files with these imports. */
function violations(files: Record<string, string>): string[] {
  const folder = makeFolder()
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const command = join(ROOT, 'node_modules/.bin/depcruise')
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/', 1)[0] ?? ''))]
  const args = ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders]
  const report = JSON.parse(execFileSync(command, args, { cwd: folder, encoding: 'utf8' }))
  return report.summary.violations.map(({ rule, from }: Violation) => `${rule.name}: ${from}`)
}

const LEAF = 'export type Leaf = 1'
const LEAVES = {
  'src/access/index.ts': LEAF,
  'src/chat/index.ts': LEAF,
  'src/chat/text.ts': LEAF,
  'src/db/index.ts': LEAF,
  'src/teams/index.ts': LEAF,
  'src/teams/team.ts': LEAF,
  'sandbox/clock.ts': LEAF,
  'adapters/slack/index.ts': LEAF,
}

test('every forbidden import is found, also when it is of a type only', () => {
  const forbidden = {
    'src/access/actor.ts': "import type { Leaf } from '../db'",
    'src/chat/dispatch.ts': "import type { Leaf } from '../teams'",
    'src/billing/rules.ts': "import type { DataSource } from 'typeorm'",
    'src/billing/views.ts': "import { readFileSync } from 'node:fs'",
    'src/billing/send.ts': "import type { App } from '@slack/bolt'",
    'src/billing/post.ts': "const load = () => require('../../adapters/slack')",
    'src/billing/clock.ts': "import type { Leaf } from '../../sandbox/clock'",
    'src/billing/seats.ts': "import type { Leaf } from '../teams/team'",
    'src/billing/one.ts': "import type { Two } from './two'\nexport type One = 1",
    'src/billing/two.ts': "import type { One } from './one'\nexport type Two = 2",
    'src/billing/lost.ts': "import './nowhere'",
    'adapters/discord/index.ts': "export * from '../slack'",
    'adapters/discord/save.ts': "import type { Leaf } from '../../src/db'",
    'adapters/discord/text.ts': "import type { Leaf } from '../../src/chat/text'",
    'sandbox/world.ts': "import type { Leaf } from '../src/chat'",
  }
  expect(violations({ ...LEAVES, ...forbidden }).sort()).toEqual([
    'access-imports-nothing: src/access/actor.ts',
    'adapters-import-chat-and-their-sdk: adapters/discord/save.ts',
    'adapters-import-chat-and-their-sdk: adapters/discord/text.ts',
    'adapters-keep-apart: adapters/discord/index.ts',
    'chat-imports-access-only: src/chat/dispatch.ts',
    'features-meet-through-their-index: src/billing/seats.ts',
    'no-cycles: src/billing/one.ts',
    'pure-files-stay-pure: src/billing/rules.ts',
    'pure-files-use-no-system: src/billing/views.ts',
    'resolvable: src/billing/lost.ts',
    'sandbox-knows-nothing-of-the-product: sandbox/world.ts',
    'src-knows-no-platform: src/billing/post.ts',
    'src-knows-no-platform: src/billing/send.ts',
    'src-knows-no-sandbox: src/billing/clock.ts',
  ])
})

test('what the architecture allows is let through', () => {
  const allowed = {
    'src/chat/command.ts':
      "import type { Leaf } from '../access'\nimport type { Leaf as Text } from './text'",
    'src/billing/rules.ts': "import type { Leaf } from '../access'",
    'src/billing/service.ts': "import type { Leaf } from '../teams'\nimport { readFileSync } from 'node:fs'",
    'src/build.ts': "const load = () => require('../adapters/slack')",
    'src/sandbox-mode.ts': "import type { Leaf } from '../sandbox/clock'",
    'adapters/discord/index.ts':
      "import type { Leaf } from '../../src/chat'\nimport type { Client } from 'discord.js'",
  }
  expect(violations({ ...LEAVES, ...allowed })).toEqual([])
})
