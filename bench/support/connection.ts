import { connect } from 'node:net'

export interface Connection {
  /** Sends one whole request; resolves to its response, with status 0 when the connection broke. */
  send(request: string): Promise<{ status: number; text: string }>
  close(): void
}

/** Long after Slack has given up. */
const TIMEOUT_MS = 20_000

/** One kept-alive HTTP connection, as lean as can be: the load must not be what limits a measurement. */
export function openConnection(port: number): Connection {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1')
  let answered: ((response: { status: number; text: string }) => void) | undefined
  let received = ''
  let broken = false

  function settle(status: number): void {
    const resolve = answered
    const text = received
    answered = undefined
    received = ''
    resolve?.({ status, text })
  }

  socket.on('data', (chunk: string) => {
    received += chunk
    if (isWhole(received)) settle(Number(received.slice(9, 12)))
  })
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy())
  socket.on('error', () => {})
  socket.on('close', () => {
    broken = true
    settle(0)
  })

  return {
    send: (request) =>
      new Promise((resolve) => {
        if (broken) return resolve({ status: 0, text: '' })
        answered = resolve
        socket.write(request, 'latin1')
      }),
    close: () => socket.destroy(),
  }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
  if (length !== undefined) return text.length - end - 4 >= Number(length)
  return text.endsWith('0\r\n\r\n')
}
