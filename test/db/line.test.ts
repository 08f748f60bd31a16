import { type AddressInfo, createServer, type Socket } from 'node:net'
import { openLine } from '../../src/db'
import { createTestDatabase } from '../support/database'

test('a query that takes too long is given up, and the next one gets its answer', async () => {
  const { url, close } = await createTestDatabase()
  const line = openLine(url, { timeoutMs: 500 })
  try {
    await expect(line.query('SELECT pg_sleep(60)')).rejects.toThrow('timeout')
    expect(await line.query('SELECT $1::text AS said', ['hello'])).toEqual([{ said: 'hello' }])
  } finally {
    await line.close()
    await close()
  }
})

test('a server that accepts connections and says nothing is given up as well', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const line = openLine(`postgres://nobody@127.0.0.1:${port}/none`, { timeoutMs: 100 })
  try {
    await expect(line.query('SELECT 1')).rejects.toThrow('timeout')
  } finally {
    await line.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  }
})
