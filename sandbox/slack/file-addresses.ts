import type { IncomingMessage, ServerResponse } from 'node:http'
import { takeFailure } from './faults'
import type { SlackFile } from './file'
import { bearer, readBody } from './request'
import type { Slack } from './state'
import { readUpload } from './uploads'

/** Answers the private addresses of files and the addresses to upload to; false for every other path. */
export async function serveFiles(slack: Slack, url: URL, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = url
  if (pathname.startsWith('/files-pri/')) download(slack, url, bearer(request), response)
  else if (pathname.startsWith('/upload/v1/')) await upload(slack, url, request, response)
  else if (pathname === '/signin') sendPage(response, 200, 'Sign in to Slack')
  else return false
  return true
}

/**
 * Without the token of a bot that may read files there, Slack shows the page where people sign in.
 * https://docs.slack.dev/reference/objects/file-object#authentication
 */
function download(slack: Slack, url: URL, token: string | undefined, response: ServerResponse): void {
  const [, teamId = '', fileId = ''] = /^\/files-pri\/(\w+)-(\w+)\//.exec(url.pathname) ?? []
  const workspace = slack.workspaces.get(teamId)
  const log = (status: number) =>
    slack.calls.push({ method: 'url_private', body: { file: fileId }, at: slack.clock.now(), status })
  const failure = takeFailure(slack.faults, 'url_private')
  if (failure && 'http' in failure) {
    log(failure.http)
    const wait = failure.http === 429 ? { 'retry-after': String(failure.retryAfterSeconds) } : {}
    response.writeHead(failure.http, wait).end()
    return
  }
  const mayRead = token !== undefined && workspace?.botToken === token
  if (!mayRead || !slack.app.scopes.includes('files:read')) {
    log(302)
    response.writeHead(302, { location: `/signin?redir=${encodeURIComponent(url.pathname)}` }).end()
    return
  }
  const file = workspace.files.get(fileId)
  const isThere = file !== undefined && !file.isDeleted
  log(isThere ? 200 : 404)
  if (isThere) sendFile(response, file)
  else sendPage(response, 404, 'This file was deleted')
}

function sendFile(response: ServerResponse, file: SlackFile): void {
  response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.bytes.length })
  response.end(file.bytes)
}

/** Takes the bytes that were announced, no more and no fewer: https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
async function upload(slack: Slack, url: URL, request: IncomingMessage, response: ServerResponse) {
  const secret = url.pathname.slice('/upload/v1/'.length)
  const pending = [...slack.uploads.values()].find((each) => each.secret === secret)
  const bytes = await readUpload(await readBody(request), request.headers['content-type'] ?? '')
  const isWhole = pending?.sizeBytes === bytes.length
  const status = pending ? (isWhole ? 200 : 400) : 404
  const body = { file: pending?.id, size: bytes.length }
  slack.calls.push({ method: 'upload_url', body, at: slack.clock.now(), status })
  if (pending && isWhole) pending.bytes = bytes
  response.writeHead(status, { 'content-type': 'text/plain' })
  response.end(isWhole ? `OK - ${bytes.length}` : 'upload failed')
}

function sendPage(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`)
}
