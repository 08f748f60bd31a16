import type { Context, StoredFile } from '../context'
import type { Json, MessageRequest } from '../types'
import type { ApiRequest, Route } from './router'

/** Keeps the uploaded files of a message request and describes them. https://docs.discord.com/developers/reference#uploading-files */
export function storeFiles(context: Context, request: ApiRequest, body: MessageRequest): Json[] {
  return request.files.map((file, index) => {
    const described = body.attachments?.find((attachment) => Number(attachment.id) === index)
    const stored = storeFile(context, { ...file, filename: described?.filename ?? file.filename })
    return {
      ...attachmentPayload(context, stored),
      ...(described?.description && { description: described.description }),
    }
  })
}

export function storeFile(context: Context, file: Omit<StoredFile, 'id'>): StoredFile {
  const stored = { ...file, id: context.nextId() }
  context.files.set(stored.id, stored)
  return stored
}

/** https://docs.discord.com/developers/resources/message#attachment-object */
export function attachmentPayload(context: Context, file: StoredFile): Json {
  const url = `${context.origin}/attachments/${file.id}/${encodeURIComponent(file.filename)}`
  return {
    id: file.id,
    filename: file.filename,
    content_type: file.contentType,
    size: file.bytes.length,
    url,
    proxy_url: url,
    ephemeral: false,
  }
}

/** Discord's file server; it is not part of the API, so it has neither version nor token. */
export const fileRoute: Route = {
  method: 'GET',
  path: '/attachments/:file/:name',
  auth: 'none',
  handle(request, context) {
    const file = context.files.get(request.params.file ?? '')
    return file
      ? { status: 200, raw: { contentType: file.contentType, bytes: file.bytes } }
      : { status: 404, raw: { contentType: 'text/plain', bytes: 'This content is no longer available.' } }
  },
}
