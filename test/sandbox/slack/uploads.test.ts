import { WebClient } from '@slack/web-api'
import { createSandboxClock } from '../../../sandbox/clock'
import { findMessage } from '../../../sandbox/driver'
import { type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'

describe('what the app uploads', () => {
  let sandbox: SlackSandbox
  let client: WebClient

  beforeEach(async () => {
    sandbox = await startSlackSandbox({ clock: createSandboxClock(), commands: [] })
    client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } })
  })
  afterEach(() => sandbox.close())

  const announce = async (length: number) => {
    const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
      filename: 'answers.txt',
      length,
    })
    return { upload_url, file_id }
  }

  it('is shared in a thread by the helper of the real client', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'see below' })
    await client.filesUploadV2({
      channel_id: 'C0GENERAL',
      thread_ts: ts,
      initial_comment: 'the answers',
      filename: 'answers.txt',
      file: Buffer.from('forty-two'),
    })
    const seen = findMessage(sandbox.as('U0MAYA'), 'the answers')
    expect(seen).toMatchObject({ fromBot: true, thread: ts, files: [{ name: 'answers.txt', sizeBytes: 9 }] })
    const { file } = await client.files.info({ file: seen?.files?.[0]?.id ?? '' })
    expect(file).toMatchObject({ user: 'U0ROLECALL', channels: ['C0GENERAL'], is_public: true })
  })

  it('has the size that was announced', async () => {
    const { upload_url, file_id } = await announce(5)
    expect((await fetch(upload_url, { method: 'POST', body: 'longer' })).status).toBe(400)
    const complete = () => client.files.completeUploadExternal({ files: [{ id: file_id }] })
    await expect(complete()).rejects.toMatchObject({ data: { error: 'file_not_found' } })
    expect((await fetch(upload_url, { method: 'POST', body: 'exact' })).status).toBe(200)
    expect(await complete()).toMatchObject({ files: [{ id: file_id, size: 5, channels: [] }] })
    await expect(complete()).rejects.toMatchObject({ data: { error: 'file_not_found' } })
  })

  it('goes nowhere where the app is not', async () => {
    const { upload_url, file_id } = await announce(2)
    await fetch(upload_url, { method: 'POST', body: 'ok' })
    const share = (channel_id: string) =>
      client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id })
    await expect(share('C0NOWHERE')).rejects.toMatchObject({ data: { error: 'channel_not_found' } })
    await expect(share('C0PROJECTS')).rejects.toMatchObject({ data: { error: 'not_in_channel' } })
    expect(await share('C0GENERAL')).toMatchObject({ ok: true })
  })

  it('needs a size, a name and an address that was given out', async () => {
    await expect(announce(0)).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
    await expect(announce(1_024 ** 3 + 1)).rejects.toMatchObject({
      data: { error: 'file_upload_size_restricted' },
    })
    const unknown = await fetch(`${sandbox.origin}/upload/v1/guessed`, { method: 'POST', body: 'x' })
    expect(unknown.status).toBe(404)
  })
})
