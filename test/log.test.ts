import { createDispatch, createRegistry, type Happening, type Identified } from '../src/chat'
import { createLog } from '../src/log'

test('secrets never reach the log, neither in settings nor in requests', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  log.info({ token: 'geheim', slack: { botToken: 'geheim', signingSecret: 'geheim' } }, 'settings')
  log.info(
    { request: { headers: { authorization: 'geheim', cookie: 'geheim', 'x-slack-signature': 'geheim' } } },
    'asked',
  )
  expect(lines).toHaveLength(2)
  expect(lines.join('')).toContain('[redacted]')
  expect(lines.join('')).not.toContain('geheim')
})

test('what is not a secret is logged as it is', () => {
  const lines: string[] = []
  createLog('info', { write: (line) => lines.push(line) }).info({ team: 'Sales' }, 'created')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ team: 'Sales', msg: 'created' })
})

const HOSTILE = 'geheim @everyone xoxb-1-2-geheim'

/** As the clients of the platforms throw: with the request, its words and its address, all around. */
const failure = () =>
  Object.assign(new Error(HOSTILE), {
    code: 50_013,
    url: `https://discord.test/${HOSTILE}`,
    requestBody: { json: HOSTILE },
  })

test.each(['err', 'error'])(
  'of an error under "%s" nothing is logged but its kind and where it arose',
  (name) => {
    const lines: string[] = []
    createLog('info', { write: (line) => lines.push(line) }).warn({ [name]: failure() }, 'failed')
    expect(lines.join('')).toContain('Error 50013')
    expect(lines.join('')).not.toContain('geheim')
  },
)

test("a platform's number or name of what went wrong is logged, a code that lets somebody in is not", () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  for (const code of [4014, 'not_in_channel', 'GEHEI-M1234', 'geheim']) log.info({ code }, 'said')
  expect(lines.map((line) => JSON.parse(line).code)).toEqual([
    4014,
    'not_in_channel',
    '[redacted]',
    '[redacted]',
  ])
})

test.each<[Happening, string]>([
  [{ kind: 'command', command: 'team', words: { line: HOSTILE } }, 'command team'],
  [{ kind: 'message', id: 'm1', text: HOSTILE, addressed: true }, 'message'],
  [{ kind: 'submit', submit: 'form:01KDVP', values: { note: HOSTILE } }, 'submit form:01KDVP'],
])(
  'a failing interaction is logged with its reference and what was used, and nothing that was written (B8): %j',
  async (happening, named) => {
    const lines: string[] = []
    const dispatch = createDispatch({
      registry: createRegistry([]),
      identify: async (): Promise<Identified> => {
        throw failure()
      },
      drafts: { save: async () => {}, load: async () => null },
      remember: async () => {},
      clock: { now: () => 0 },
      log: createLog('info', { write: (line) => lines.push(line) }),
    })
    const sender = { platform: 'slack', tenant: 'T1', userId: 'U1', name: HOSTILE } as const
    const place = { platform: 'slack', tenant: 'T1', channelId: 'C1', direct: false, shared: false } as const
    const refuses = async () => {
      throw failure()
    }
    await dispatch(
      { key: 'k1', sender, place, happening },
      { showsFieldErrors: true, defer: refuses, answer: refuses, suggest: refuses },
    )
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        msg: 'interaction failed',
        reference: expect.stringMatching(/^\w{4}$/),
        key: 'k1',
        happening: named,
      }),
      expect.objectContaining({ msg: 'the platform did not take a response', key: 'k1', happening: named }),
    ])
    expect(lines.join('')).not.toContain('geheim')
  },
)
