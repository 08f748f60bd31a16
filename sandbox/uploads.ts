import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendText } from './assets'
import type { ChosenFile } from './driver'

const mebibyte = 1_048_576

/** As large as the largest document that Rolecall takes. */
const largestBytes = 100 * mebibyte
/** What nobody has sent along by then is forgotten, the oldest first. */
const keptBytes = 300 * mebibyte

/** Files on their way from the page to a message or a form. */
export interface Uploads {
  /** Answers `POST /sandbox/upload?name=…`, the file as its body, with `{ "id": … }`; 413 when it is too large. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** The uploaded file, once. Throws an Error for an unknown id. */
  take(id: string): ChosenFile
}

export function createUploads(): Uploads {
  const waiting = new Map<string, ChosenFile>()

  function keep(file: ChosenFile): string {
    const id = randomUUID()
    waiting.set(id, file)
    let bytes = [...waiting.values()].reduce((sum, each) => sum + each.bytes.length, 0)
    for (const [oldest, { bytes: given }] of waiting) {
      if (bytes <= keptBytes) break
      waiting.delete(oldest)
      bytes -= given.length
    }
    return id
  }

  return {
    async receive(request, response) {
      const name = new URLSearchParams(request.url?.split('?', 2)[1]).get('name')
      if (!name) return sendText(response, 400, 'A file needs a name.')
      const bytes = await readBody(request)
      if (!bytes) {
        response.setHeader('connection', 'close')
        return sendText(response, 413, `A file has at most ${largestBytes / mebibyte} MiB.`)
      }
      const mediaType = request.headers['content-type']
      const id = keep({ name, bytes, ...(mediaType !== undefined && { mediaType }) })
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id }))
    },
    take(id) {
      const file = waiting.get(id)
      if (!file) throw new Error('The file is gone. Please attach it again.')
      waiting.delete(id)
      return file
    },
  }
}

/** Undefined when it is larger than allowed, which its header may tell before anything is read. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > largestBytes) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > largestBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
