import { once } from 'node:events'
import type { Server } from 'node:net'

export interface Place {
  host: string
  port: number
  /** No other port will do. */
  portIsFixed: boolean
}

const TRIES = 20

export class PortTakenError extends Error {
  constructor(readonly place: Place) {
    super(`PORT ${place.port} on ${place.host} is taken by another program. Example: PORT=${place.port + 1}`)
  }
}

/** @throws PortTakenError when the port is taken, and it is fixed or the next ones are taken too */
export async function listenOn(server: Server, place: Place): Promise<void> {
  const last = place.portIsFixed ? place.port : place.port + TRIES
  for (let port = place.port; ; port++) {
    try {
      server.listen(port, place.host)
      await once(server, 'listening')
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (port >= last) throw new PortTakenError(place)
    }
  }
}
