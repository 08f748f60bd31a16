import { isSigned } from '../cdn'
import type { Route } from './router'

/** Discord's file server; it is not part of the API, so it has neither version nor token. */
export const fileRoute: Route = {
  method: 'GET',
  path: '/attachments/:channel/:file/:name',
  auth: 'none',
  handle({ params, query }, context) {
    const file = context.files.get(params.file ?? '')
    const isNamed = file?.channelId === params.channel && file?.filename === params.name
    if (!file || !isNamed || !isSigned(context, file, query))
      return {
        status: 404,
        raw: { contentType: 'text/plain', bytes: 'This content is no longer available.' },
      }
    return {
      status: 200,
      raw: { contentType: file.contentType ?? 'application/octet-stream', bytes: file.bytes },
    }
  },
}
