import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'

const files: Record<string, { name: string; type: string }> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/sandbox/app.js': { name: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/sandbox/app.css': { name: 'app.css', type: 'text/css; charset=utf-8' },
  '/sandbox/team-handbook.md': { name: 'team-handbook.md', type: 'text/markdown; charset=utf-8' },
}

/** Inline styles: the two drawing libraries and mails set them. Scripts, frames and addresses stay our own. */
const securityHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function sendAsset(path: string, response: ServerResponse): void {
  const file = files[path]
  const folder = builtFolder()
  if (!file || !folder) {
    sendText(
      response,
      404,
      file ? 'Not built yet: run "npm run build".' : 'There is nothing at this address.',
    )
    return
  }
  response.writeHead(200, { ...securityHeaders, 'content-type': file.type, 'cache-control': 'no-cache' })
  response.end(readFileSync(join(folder, file.name)))
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}

/** Beside this module once compiled, in `dist` when it runs from source. */
function builtFolder(): string | undefined {
  const places = [join(__dirname, 'page'), join(__dirname, '../dist/sandbox/page')]
  return places.find((place) => existsSync(join(place, 'app.js')))
}
