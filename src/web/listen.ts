import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { EX_CONFIG, StartError } from '../start-error'

export interface Place {
  host: string
  port: number
}

const TRIES = 20
/**
 * Connections that wait to be accepted. Beyond Node's 511 the system drops them, and a sender tries again after one and
 * after three seconds, when Slack has given up (P4). The system has its own limit: /proc/sys/net/core/somaxconn.
 * https://nodejs.org/api/net.html#serverlisten
 */
const BACKLOG = 4_096

export async function listenOn(server: Server, { host, port }: Place): Promise<void> {
  server.listen({ port, host, backlog: BACKLOG })
  await once(server, 'listening')
}

/**
 * The port to listen on: the wanted one, or when it is taken and not fixed the next free one; 0 becomes a number.
 * @throws StartError
 */
export async function choosePort(
  wanted: Place & { portIsFixed: boolean },
  variable = 'PORT',
): Promise<number> {
  const last = wanted.portIsFixed ? wanted.port : wanted.port + TRIES
  for (let port = wanted.port; port <= last; port++) {
    const free = await tryPort({ host: wanted.host, port })
    if (free !== null) return free
  }
  throw new StartError(
    `${variable} ${wanted.port} on ${wanted.host} is taken by another program. Example: ${variable}=${last + 1}`,
    EX_CONFIG,
  )
}

async function tryPort(place: Place): Promise<number | null> {
  const server = createServer()
  try {
    await listenOn(server, place)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null
    throw error
  }
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : null
}
