import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendText } from './assets'
import type { ChosenFile } from './driver'
import type { Stage } from './stage'

/**
 * Answers `GET /sandbox/file?platform=…&as=…&id=…`: a file as this person sees it. Only pictures are shown by the
 * browser, all else is saved, for files may say what they like.
 */
export function sendFile(stage: Stage, request: IncomingMessage, response: ServerResponse): void {
  const file = findFile(stage, new URLSearchParams(request.url?.split('?', 2)[1]))
  if (!file) {
    sendText(response, 404, 'There is no such file to be seen.')
    return
  }
  const isPicture = file.mediaType === 'image/png'
  const name = encodeURIComponent(file.name)
  response.writeHead(200, {
    'content-type': isPicture ? 'image/png' : 'application/octet-stream',
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'content-length': file.bytes.byteLength,
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(file.bytes)
}

function findFile({ platforms }: Stage, query: URLSearchParams): ChosenFile | undefined {
  const platform = query.get('platform')
  if (platform !== 'slack' && platform !== 'discord') return undefined
  try {
    return platforms[platform]?.as(query.get('as') ?? '').open(query.get('id') ?? '')
  } catch {
    return undefined
  }
}
