import { createPace } from '../../../adapters/discord/pace'

/** Puts that end when the test says so. */
function gated() {
  const put: number[] = []
  const gates: (() => void)[] = []
  const arrivals: (() => void)[] = []
  return {
    put,
    work: (value: number) =>
      new Promise<void>((resolve) => {
        put.push(value)
        gates.push(resolve)
        for (const arrive of arrivals.splice(0)) arrive()
      }),
    open: () => gates.shift()?.(),
    arrival: () => new Promise<void>((resolve) => arrivals.push(resolve)),
  }
}

describe('a pace', () => {
  it('shows the newest only, one at a time', async () => {
    const { put, work, open, arrival } = gated()
    const pace = createPace(1, work)
    for (const value of [1, 2, 3]) pace.show(value)
    const next = arrival()
    open()
    await next
    expect(put).toEqual([1, 3])
    open()
    await pace.end()
    expect(put).toEqual([1, 3])
  })

  it('keeps its distance', async () => {
    const moments: number[] = []
    let third: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      third = resolve
    })
    const pace = createPace(40, async (value: number) => {
      moments.push(performance.now())
      if (value < 3) pace.show(value + 1)
      else third()
    })
    pace.show(1)
    await done
    await pace.end()
    const [first = 0, second = 0, last = 0] = moments
    // Timers may fire a fraction of a millisecond early.
    expect(second - first).toBeGreaterThan(38)
    expect(last - second).toBeGreaterThan(38)
  })

  it('waits at its end for what is under way, and drops what waits', async () => {
    const { put, work, open } = gated()
    const pace = createPace(60_000, work)
    pace.show(1)
    pace.show(2)
    const ended = pace.end()
    open()
    await ended
    expect(put).toEqual([1])
  })
})
