/** However often asked, `send` runs at once and then at most every `pauseMs`; the last wish is never lost. */
export function createWaker(send: (name: string) => Promise<void>, pauseMs: number) {
  const pauses = new Map<string, { timer: NodeJS.Timeout; wantedAgain: boolean }>()

  const wake = async (name: string): Promise<void> => {
    const pause = pauses.get(name)
    if (pause) {
      pause.wantedAgain = true
      return
    }
    const timer = setTimeout(() => {
      const wantedAgain = pauses.get(name)?.wantedAgain
      pauses.delete(name)
      if (wantedAgain) void wake(name)
    }, pauseMs)
    pauses.set(name, { timer, wantedAgain: false })
    await send(name)
  }

  const stop = () => {
    for (const { timer } of pauses.values()) clearTimeout(timer)
    pauses.clear()
  }
  return { wake, stop }
}
