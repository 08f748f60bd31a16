import type { Context } from '../context'
import { storeFile } from '../files'
import type { StoredFile } from '../stored-file'
import type { MessageRequest } from '../types'
import type { ApiRequest } from './router'

/** Keeps the uploaded files of a message request. https://docs.discord.com/developers/reference#uploading-files */
export function storeFiles(
  context: Context,
  request: ApiRequest,
  body: MessageRequest,
  channelId: string,
): StoredFile[] {
  return request.files.map(({ filename, contentType, bytes }, index) => {
    const described = body.attachments?.find((attachment) => Number(attachment.id) === index)
    const name = described?.filename ?? filename
    return storeFile(context, { channelId, name, contentType, bytes, description: described?.description })
  })
}
