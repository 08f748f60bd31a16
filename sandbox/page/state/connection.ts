import type { Answer, FromSandbox, Request } from '../../protocol'

export interface Suggestion {
  value: string
  label: string
}

export interface Connection {
  /** Resolves when it is done, to what it asked for; rejects with what the sandbox said. */
  ask(request: Request): Promise<Answer>
  close(): void
}

interface Listener {
  onMessage(message: FromSandbox): void
  onOnline(online: boolean): void
}

const retryMs = 1_000

/** One websocket that comes back by itself. */
export function connect({ onMessage, onOnline }: Listener): Connection {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let socket: WebSocket
  let lastId = 0
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined

  function open() {
    socket = new WebSocket(`ws://${location.host}/sandbox/live`)
    socket.onopen = () => onOnline(true)
    socket.onmessage = ({ data }) => receive(JSON.parse(data))
    socket.onclose = () => {
      for (const { reject } of waiting.values()) reject(new Error('The sandbox went away.'))
      waiting.clear()
      if (closed) return
      onOnline(false)
      retry = setTimeout(open, retryMs)
    }
  }

  function receive(message: FromSandbox) {
    if (message.kind === 'done') settle(message.id)?.resolve(message)
    else if (message.kind === 'failed') settle(message.id)?.reject(new Error(message.why))
    else onMessage(message)
  }

  function settle(id: number) {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  open()
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The sandbox is away.'))
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        socket.send(JSON.stringify({ id: lastId, ask: request }))
      }),
    close() {
      closed = true
      clearTimeout(retry)
      socket.close()
    },
  }
}
