import { DAY_MS } from '../src/clock'
import { AlreadyDone, Stale } from '../src/db'
import { LIFETIME_MS, REMIND_BEFORE_MS, statusAt, unlessOvertaken } from '../src/deadlines'
import { createTestClock } from './support/clock'

const AT = createTestClock().now()

describe('the clock decides, not the sweep (R15)', () => {
  const pending = { status: 'pending' as const, expiresAt: AT }

  test('what is pending is open until the last millisecond, and expired from its end on', () => {
    expect(statusAt(pending, AT - 1)).toBe('pending')
    expect(statusAt(pending, AT)).toBe('expired')
    expect(statusAt(pending, AT + DAY_MS)).toBe('expired')
  })

  test('what has ended otherwise does not expire any more', () => {
    expect(statusAt({ status: 'accepted', expiresAt: AT }, AT + DAY_MS)).toBe('accepted')
  })

  test('everything that waits for somebody waits seven days, and reminds a day before', () => {
    expect([LIFETIME_MS / DAY_MS, REMIND_BEFORE_MS / DAY_MS]).toEqual([7, 1])
  })
})

test('a change that was overtaken is let be; any other failure is one', async () => {
  await expect(unlessOvertaken(() => Promise.reject(new Stale()))).resolves.toBeUndefined()
  await expect(unlessOvertaken(() => Promise.reject(new AlreadyDone(null)))).resolves.toBeUndefined()
  await expect(unlessOvertaken(() => Promise.reject(new RangeError('broken')))).rejects.toThrow('broken')
})
