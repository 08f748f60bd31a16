import { DAY_MS, isoTime } from '../src/clock'
import { AlreadyDone, Stale } from '../src/db'
import {
  type Deadlines,
  deadlineSweeps,
  LIFETIME_MS,
  REMIND_BEFORE_MS,
  statusAt,
  unlessOvertaken,
} from '../src/deadlines'
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

describe('the two sweeps of a deadline', () => {
  const asked: unknown[][] = []
  const done: string[] = []
  let fault: (id: string) => unknown

  beforeEach(() => {
    asked.length = 0
    done.length = 0
    fault = () => undefined
  })

  async function work(id: string, now: number): Promise<void> {
    const error = fault(id)
    if (error !== undefined) throw error
    done.push(`${id} at ${now - AT}`)
  }
  const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  const deadlines: Deadlines = {
    name: 'things',
    async due(...args) {
      asked.push(args)
      return rows
    },
    async endingSoon(...args) {
      asked.push(args)
      return rows.slice(1)
    },
    expire: work,
    remind: work,
  }
  const run = (name: string) => {
    const sweep = deadlineSweeps(deadlines, () => AT).find((sweep) => sweep.name === name)
    if (!sweep) throw new Error(`no sweep is called ${name}`)
    return sweep.run()
  }

  test('expire what ended ten seconds ago, so that a click in time can finish first', async () => {
    expect(await run('things-expire')).toBe(3)
    expect(asked).toEqual([[isoTime(AT - 10_000), 200]])
    expect(done).toEqual(['a at 0', 'b at 0', 'c at 0'])
  })

  test('remind of what ends within a day', async () => {
    expect(await run('things-remind')).toBe(2)
    expect(asked).toEqual([[isoTime(AT), isoTime(AT + DAY_MS), 200]])
    expect(done).toEqual(['b at 0', 'c at 0'])
  })

  test('give every row its turn, and then fail with the first failure', async () => {
    fault = (id) => (id === 'c' ? undefined : new RangeError(`${id} failed`))
    await expect(run('things-expire')).rejects.toThrow('a failed')
    expect(done).toEqual(['c at 0'])
  })
})

test('a change that was overtaken is let be; any other failure is one', async () => {
  await expect(unlessOvertaken(() => Promise.reject(new Stale()))).resolves.toBeUndefined()
  await expect(unlessOvertaken(() => Promise.reject(new AlreadyDone(null)))).resolves.toBeUndefined()
  await expect(unlessOvertaken(() => Promise.reject(new RangeError('broken')))).rejects.toThrow('broken')
})
