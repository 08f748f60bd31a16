/** How far the events of one session have come. */
export interface Progress {
  /** Notes an event, and that work on it goes on until it settles. */
  note(sequence: number, work?: Promise<void>): void
  /** Of the last event that has come. */
  last(): number
  /** Up to this one all events have been dealt with, whatever happens to this process. */
  done(): number
}

export function createProgress(from: number): Progress {
  let last = from
  // In the order in which they came: the first is the oldest.
  const underWay = new Set<number>()
  return {
    note(sequence, work) {
      last = sequence
      if (!work) return
      underWay.add(sequence)
      const end = () => void underWay.delete(sequence)
      work.then(end, end)
    },
    last: () => last,
    done() {
      for (const oldest of underWay) return oldest - 1
      return last
    },
  }
}
