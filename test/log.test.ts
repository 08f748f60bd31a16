import { createLog } from '../src/log'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog('info', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

test('of an error the log keeps kind, code and place, and nothing of what somebody wrote', () => {
  const error = Object.assign(new Error('invalid input syntax: "my private words"'), {
    code: '22P02',
    parameters: ['my private words'],
    query: 'SELECT 1',
  })
  const line = logged((log) => log.error({ err: error, reference: '7F3K' }, 'interaction failed'))
  expect(line).not.toContain('private')
  expect(JSON.parse(line)).toMatchObject({ reference: '7F3K', err: { failure: 'Error 22P02' } })
  expect(line).toContain('log.test')
})

test('secrets are redacted by the names of their fields', () => {
  const line = logged((log) => log.info({ token: 'xoxb-1', slack: { botToken: 'xoxb-2' } }, 'connected'))
  expect(line).not.toContain('xoxb')
})
