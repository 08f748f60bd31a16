import { LogLevel, WebClient } from '@slack/web-api'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { findMessage } from '../../../sandbox/driver'
import { platformLimits, type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'
import { png } from '../../support/png'

let sandbox: SlackSandbox
let client: WebClient
let clock: SandboxClock
/** What Slack says of blocks is expected here. */
const nothing = () => {}
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
}
const processingMs = 3_600_000

async function start(scopes?: string[]): Promise<void> {
  clock = createSandboxClock()
  const limits = { ...platformLimits, fileProcessingMs: processingMs }
  sandbox = await startSlackSandbox({ clock, commands: [], limits, ...(scopes && { scopes }) })
  client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    logger: silent,
    retryConfig: { retries: 0 },
  })
}
beforeEach(() => start())
afterEach(() => sandbox.close())

async function announce(name = 'may.png', bytes: Uint8Array = png()): Promise<string> {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
  })
  await fetch(upload_url, { method: 'POST', body: Buffer.from(bytes) })
  return file_id
}
async function keep(name?: string, bytes?: Uint8Array): Promise<string> {
  const id = await announce(name, bytes)
  await client.files.completeUploadExternal({ files: [{ id }] })
  await clock.advance(processingMs)
  return id
}
const block = (slack_file: { id?: string; url?: string }) =>
  ({ type: 'image', alt_text: 'Answers in May', slack_file }) as never
const post = (slack_file: { id?: string; url?: string }, channel = 'C0GENERAL') =>
  client.chat.postMessage({ channel, text: 'see', blocks: [block(slack_file)] })
const refused = (message: string) => ({
  data: { error: 'invalid_blocks', response_metadata: { messages: [expect.stringContaining(message)] } },
})
const seen = (person: string) => findMessage(sandbox.as(person), 'Answers in May')

describe('a picture that the app has uploaded', () => {
  it('is seen by whoever reads the message, and by nobody else', async () => {
    const id = await keep()
    await post({ id })
    expect(seen('U0MAYA')?.pictures).toEqual([{ id, alt: 'Answers in May' }])
    expect(Buffer.from(sandbox.as('U0MAYA').open(id).bytes)).toEqual(png())
    const hidden = await keep('hidden.png')
    expect(() => sandbox.as('U0MAYA').open(hidden)).toThrow('sees no file')
  })

  it('is refused until it is complete, and until Slack has looked through it', async () => {
    const id = await announce()
    await expect(post({ id })).rejects.toMatchObject(refused('invalid slack file'))
    const { files } = await client.files.completeUploadExternal({ files: [{ id }] })
    expect(files).toMatchObject([{ id, mimetype: '' }])
    expect((await client.files.info({ file: id })).file).toMatchObject({ mimetype: '', size: png().length })
    await expect(post({ id })).rejects.toMatchObject(refused('invalid slack file'))
    await clock.advance(processingMs)
    expect((await client.files.info({ file: id })).file?.mimetype).toBe('image/png')
    expect(await post({ id })).toMatchObject({ ok: true })
  })

  it('is refused where Slack knows no such picture', async () => {
    const table = await keep('usage.csv', Buffer.from('a,b'))
    const gone = await keep()
    await client.files.delete({ file: gone })
    for (const id of [table, gone, 'F000000000'])
      await expect(post({ id })).rejects.toMatchObject(refused('invalid slack file'))
    await expect(post({ id: 'may.png' })).rejects.toMatchObject(refused('input must match regex pattern'))
    await expect(post({ id: gone, url: 'https://a.test' })).rejects.toMatchObject(refused('either id or url'))
    await expect(post({})).rejects.toMatchObject(refused('either id or url'))
  })

  it('stays out of sight in a message that one person sees', async () => {
    const id = await keep()
    const blocks = [block({ id })]
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0MAYA', text: 'see', blocks })
    expect(seen('U0MAYA')).toMatchObject({ private: true })
    expect(seen('U0MAYA')).not.toHaveProperty('pictures')
    expect(() => sandbox.as('U0MAYA').open(id)).toThrow('sees no file')
  })

  it('goes out of messages when it is deleted', async () => {
    const id = await keep()
    await post({ id })
    expect(seen('U0MAYA')?.pictures).toHaveLength(1)
    await client.files.delete({ file: id })
    expect(seen('U0MAYA')).not.toHaveProperty('pictures')
    await expect(client.files.delete({ file: id })).rejects.toMatchObject({ data: { error: 'file_deleted' } })
  })
})

describe('files of a changed message', () => {
  it('are the ones that are named; none are named, they stay', async () => {
    const [csv, pdf] = [await keep('usage.csv'), await keep('invoice.pdf')]
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'your usage' })
    const update = (more: { file_ids?: string[]; text?: string }) =>
      client.chat.update({ channel: 'C0GENERAL', ts, text: 'your usage', ...more })
    const names = () => findMessage(sandbox.as('U0MAYA'), 'your usage')?.files?.map(({ name }) => name) ?? []
    await update({ file_ids: [csv, pdf] })
    expect(names()).toEqual(['usage.csv', 'invoice.pdf'])
    await update({ text: 'your usage so far' })
    expect(names()).toEqual(['usage.csv', 'invoice.pdf'])
    await update({ file_ids: [] })
    expect(names()).toEqual([])
    await expect(update({ file_ids: ['F000000000'] })).rejects.toMatchObject({
      data: { error: 'file_not_found' },
    })
  })
})

it('an app without files:write uploads and deletes nothing', async () => {
  await sandbox.close()
  await start(['chat:write', 'files:read'])
  const missing = { data: { error: 'missing_scope', needed: 'files:write' } }
  await expect(announce()).rejects.toMatchObject(missing)
  await expect(client.files.delete({ file: 'F000000000' })).rejects.toMatchObject(missing)
  await expect(client.files.completeUploadExternal({ files: [{ id: 'F000000000' }] })).rejects.toMatchObject(
    missing,
  )
})
