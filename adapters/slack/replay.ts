/** Remembers by signature what was answered, for at least `keepMs`; older ones are dropped all at once. */
export interface ReplayMemory<T> {
  get(signature: string, nowMs: number): T | undefined
  set(signature: string, value: T, nowMs: number): void
}

export function createReplayMemory<T>(keepMs: number): ReplayMemory<T> {
  let recent = new Map<string, T>()
  let older = new Map<string, T>()
  let turnedAt = 0
  const turn = (nowMs: number) => {
    if (nowMs - turnedAt < keepMs) return
    older = nowMs - turnedAt < 2 * keepMs ? recent : new Map()
    recent = new Map()
    turnedAt = nowMs
  }
  return {
    get(signature, nowMs) {
      turn(nowMs)
      return recent.get(signature) ?? older.get(signature)
    },
    set(signature, value, nowMs) {
      turn(nowMs)
      recent.set(signature, value)
    },
  }
}
