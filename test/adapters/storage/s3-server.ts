import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSigned, type Keys } from './s3-signature'

/** A small S3 of one bucket: objects in memory, uploads in parts, every signature checked. */
export interface S3Server {
  url: string
  requests: string[]
  objects: Map<string, Buffer>
  uploads: Map<string, Map<number, Buffer>>
  /** Bytes of all bodies. */
  received(): number
  /** The next request whose line matches gets this answer instead. */
  failOnce(line: RegExp, respond: (response: ServerResponse) => void): void
  close(): Promise<void>
}

export async function startS3(bucket: string, region: string, keys: Keys): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const requests: string[] = []
  const failures: { line: RegExp; respond: (response: ServerResponse) => void }[] = []
  let received = 0

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    received += body.length
    const line = `${request.method} ${request.url}`
    requests.push(line)
    const failure = failures.findIndex((each) => each.line.test(line))
    if (failure >= 0) return failures.splice(failure, 1)[0]?.respond(response)
    if (!isSigned(request, body, region, keys)) return refuse(response, 403, 'SignatureDoesNotMatch')
    answer(request, body, response)
  })

  function answer(request: IncomingMessage, body: Buffer, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://s3')
    const [, inBucket, ...rest] = url.pathname.split('/')
    if (inBucket !== bucket) return refuse(response, 404, 'NoSuchBucket')
    const key = decodeURIComponent(rest.join('/'))
    const uploadId = url.searchParams.get('uploadId')
    const upload = uploads.get(uploadId ?? '')
    if (uploadId && !upload) return refuse(response, 404, 'NoSuchUpload')
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = `u${uploads.size + requests.length}`
      uploads.set(id, new Map())
      return xml(
        response,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      )
    }
    if (request.method === 'PUT') {
      if (upload) upload.set(Number(url.searchParams.get('partNumber')), body)
      else objects.set(key, body)
      return response.writeHead(200, { ETag: etag(body) }).end()
    }
    if (request.method === 'POST' && upload && uploadId) {
      const parts = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => part)
      const chosen = parts.map((part) => upload.get(Number(/<PartNumber>(\d+)</.exec(part)?.[1])))
      const whole = chosen.every((part, at) => part && parts[at]?.includes(etag(part).slice(1, -1)))
      if (!whole) return refuse(response, 400, 'InvalidPart')
      if (chosen.slice(0, -1).some((part) => (part?.length ?? 0) < 5 * 1024 * 1024)) {
        return refuse(response, 400, 'EntityTooSmall')
      }
      objects.set(key, Buffer.concat(chosen.flatMap((part) => part ?? [])))
      uploads.delete(uploadId)
      return xml(response, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
    }
    if (request.method === 'DELETE') {
      if (uploadId) uploads.delete(uploadId)
      else objects.delete(key)
      return response.writeHead(204).end()
    }
    const object = objects.get(key)
    if (!object) return refuse(response, 404, 'NoSuchKey')
    response.writeHead(200, { 'Content-Length': object.length, ETag: etag(object) }).end(object)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    objects,
    uploads,
    received: () => received,
    failOnce: (line, respond) => failures.push({ line, respond }),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`)
}

const xml = (response: ServerResponse, body: string) =>
  void response.writeHead(200, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`)

const etag = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces)
}
