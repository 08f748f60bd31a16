import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { EX_CONFIG, StartError } from '../start-error'

export interface Place {
  host: string
  port: number
}

const TRIES = 20

export async function listenOn(server: Server, { host, port }: Place): Promise<void> {
  server.listen(port, host)
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
