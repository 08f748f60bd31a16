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
