import type { Json } from './json'

/** A file that the app has announced: https://docs.slack.dev/messaging/working-with-files#upload */
export interface PendingUpload {
  id: string
  teamId: string
  name: string
  sizeBytes: number
  /** The unguessable end of the upload address. */
  secret: string
  bytes?: Uint8Array
}

/** The bytes of an upload: as they come, or in the one file of a multipart form. */
export async function readUpload(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
  const file = [...form.values()].find((value) => typeof value !== 'string')
  return file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
}

/** Files and their titles as `files.completeUploadExternal` takes them; undefined where they are no such list. */
export function readCompleted(raw: unknown): { id: string; title?: string }[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return undefined
  return raw.map((each: Json) => ({
    id: String(each.id ?? ''),
    ...(typeof each.title === 'string' ? { title: each.title } : {}),
  }))
}
