import { describeFailure, withoutWords } from '../src/failure'

const HOSTILE = 'cannot read:\n  at my salary is 4,000 and\n    at the bank (PIN:12:34)'

test('of an error its kind, its code and its frames are told', () => {
  const { failure, frames } = describeFailure(Object.assign(new RangeError('geheim'), { code: '57P01' }))
  expect(failure).toBe('RangeError 57P01')
  expect(frames.length).toBeGreaterThan(1)
  expect(frames[0]).toMatch(/^at .*failure\.test\.ts:\d+:\d+/)
})

test.each<[string, () => Error]>([
  ['as it was thrown', () => new Error(HOSTILE)],
  ['changed since', () => Object.assign(new Error(HOSTILE), { message: 'another' })],
  [
    'of a cause that somebody added to the stack',
    () => {
      const error = new Error('outer')
      error.stack += `\ncaused by: Error: ${HOSTILE}`
      return error
    },
  ],
])('a message with lines that look like frames is not told (B8): %s', (_case, make) => {
  const { frames } = describeFailure(make())
  expect(frames.join('\n')).not.toMatch(/salary|bank/)
})

test('an error without a message, without a stack, and what is no error are told as what they are', () => {
  expect(describeFailure(new TypeError()).frames[0]).toMatch(/failure\.test\.ts/)
  expect(describeFailure(Object.assign(new Error('geheim'), { stack: undefined }))).toEqual({
    failure: 'Error',
    frames: [],
  })
  expect(describeFailure('geheim')).toEqual({ failure: 'string', frames: [] })
})

test('who keeps messages gets the same failure without words', () => {
  const error = Object.assign(new RangeError(HOSTILE), { code: '57P01' })
  const told = withoutWords(error)
  expect(`${told.message} ${told.stack}`).not.toMatch(/salary|bank/)
  expect(told.message).toBe('RangeError 57P01')
  expect(describeFailure(told).frames).toEqual(describeFailure(error).frames)
})
