import { setTimeout as pause } from 'node:timers/promises'
import { attachmentsOf, type Card, type OutgoingFile, TryLater } from '../../src/chat'
import { markOf, type Uploaded } from './attachments'
import { retryMs } from './later'
import type { Outlet } from './web'

/** As long as Slack has for any answer: a claimed job must end before its claim does. */
const timeoutMs = 10_000

/** Slack says what a file is once it has looked through it, and shows no picture before. */
const pausesMs = [100, 200, 400, 800, 1_600, 3_200]

/**
 * Gives Slack the picture and the files of a card; nobody sees them before a message of ours shows them.
 * https://docs.slack.dev/messaging/working-with-files#upload
 * @throws what Slack answers, TryLater
 */
export async function upload(outlet: Outlet, tenant: string, card: Card): Promise<Uploaded> {
  const token = await outlet.token(tenant)
  const ids = await Promise.all(attachmentsOf(card).map((file) => send(outlet, token, file)))
  const [first, ...rest] = ids.map((id) => ({ id }))
  if (!first) throw new Error('there is nothing to upload')
  await outlet.web.files.completeUploadExternal({ token, files: [first, ...rest] })
  const pictureId = card.image && ids[0]
  const fileIds = ids.slice(pictureId === undefined ? 0 : 1)
  const uploaded = { mark: markOf(card), ...(pictureId !== undefined && { pictureId }), fileIds }
  if (pictureId !== undefined) {
    await ready(outlet, token, pictureId).catch(async (error: unknown) => {
      await discard(outlet, tenant, ids)
      throw error
    })
  }
  return uploaded
}

async function send(outlet: Outlet, token: string, { name, bytes }: OutgoingFile): Promise<string> {
  const announced = { token, filename: name, length: bytes.byteLength }
  const { upload_url = '', file_id = '' } = await outlet.web.files.getUploadURLExternal(announced)
  const signal = AbortSignal.timeout(timeoutMs)
  const taken = await fetch(upload_url, { method: 'POST', body: Buffer.from(bytes), signal }).catch(
    () => undefined,
  )
  if (!taken?.ok) throw new TryLater(retryMs, `Slack took no file: ${taken?.status ?? 'no answer'}`)
  return file_id
}

/** https://github.com/slackapi/java-slack-sdk/issues/1349 */
async function ready(outlet: Outlet, token: string, file: string): Promise<void> {
  for (const pauseMs of [0, ...pausesMs]) {
    await pause(pauseMs)
    const info = await outlet.web.files.info({ token, file })
    if (info.file?.mimetype) return
  }
  throw new TryLater(retryMs, 'Slack still looks through a picture')
}

/** Takes away what no message shows any more; what Slack does not let go stays, seen by nobody. */
export async function discard(outlet: Outlet, tenant: string, ids: readonly string[]): Promise<void> {
  const token = await outlet.token(tenant)
  await Promise.all(ids.map((file) => outlet.web.files.delete({ token, file }).catch(() => undefined)))
}
