import type { IncomingMessage } from 'node:http'

/**
 * A page elsewhere can make a name of its own resolve to this machine (DNS rebinding), so the browser's idea of who
 * is asked, and who asks, must both be this machine.
 */
export function isFromLoopback(request: IncomingMessage): boolean {
  const { host, origin } = request.headers
  return (
    host !== undefined &&
    isLoopback(`http://${host}`) &&
    (origin === undefined || origin === `http://${host}`)
  )
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)
}
