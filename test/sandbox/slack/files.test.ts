import { type ChosenFile, findMessage } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { createRecorder } from './recorder'
import { startTinyApp, type TinyApp } from './tiny-app'

const handbook: ChosenFile = {
  name: 'Handbook.pdf',
  bytes: Buffer.from('%PDF-1.7 holidays'),
  mediaType: 'application/pdf',
}

interface FileObject {
  id: string
  url_private_download: string
}

describe('files', () => {
  let tiny: TinyApp
  let maya: SlackChatter
  let recorder: ReturnType<typeof createRecorder>

  async function start(scopes?: string[]) {
    recorder = createRecorder()
    tiny = await startTinyApp(recorder.register, scopes ? { scopes } : {})
    maya = tiny.sandbox.as('U0MAYA')
  }
  beforeEach(() => start())
  afterEach(() => tiny.stop())

  const sent = () => (recorder.last('message').files as FileObject[])[0] as FileObject
  const download = (address: string, token?: string) =>
    fetch(address, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })

  it('come with the message that they are attached to, and are announced', async () => {
    await maya.type('please learn this', 'D0MAYA', { files: [handbook] })
    expect(recorder.types().sort()).toEqual(['file_shared', 'message.file_share'])
    expect(recorder.last('message')).toMatchObject({
      text: 'please learn this',
      channel_type: 'im',
      files: [
        {
          id: expect.stringMatching(/^F/),
          name: 'Handbook.pdf',
          mimetype: 'application/pdf',
          filetype: 'pdf',
          size: 17,
          mode: 'hosted',
          user: 'U0MAYA',
          file_access: 'visible',
          ims: ['D0MAYA'],
          is_public: false,
        },
      ],
    })
    expect(recorder.last('file_shared')).toMatchObject({ file_id: sent().id, channel_id: 'D0MAYA' })
    expect(findMessage(maya, 'please')?.files).toEqual([
      { id: sent().id, name: 'Handbook.pdf', sizeBytes: 17 },
    ])
  })

  it('go with a mention, and as snippets where they are text', async () => {
    const files = [{ name: 'notes.md', bytes: Buffer.from('# Notes') }]
    await maya.type('@Rolecall', 'C0GENERAL', { files })
    const mention = recorder.last('app_mention')
    expect(mention).toMatchObject({
      files: [{ mode: 'snippet', filetype: 'markdown', channels: ['C0GENERAL'] }],
    })
    expect(mention.subtype).toBeUndefined()
  })

  it('are read at their private address with the token of the bot only', async () => {
    await maya.type('', 'D0MAYA', { files: [handbook] })
    const { url_private_download } = sent()
    const read = await download(url_private_download, tiny.sandbox.botToken)
    expect(read.headers.get('content-type')).toBe('application/pdf')
    expect(await read.text()).toBe('%PDF-1.7 holidays')
    for (const token of [undefined, 'xoxb-wrong']) {
      const page = await download(url_private_download, token)
      expect([page.status, page.redirected, page.headers.get('content-type')]).toEqual([
        200,
        true,
        'text/html; charset=utf-8',
      ])
    }
  })

  it('show the sign-in page to a bot without files:read', async () => {
    await tiny.stop()
    await start(['chat:write', 'im:history'])
    await maya.type('', 'D0MAYA', { files: [handbook] })
    const page = await download(sent().url_private_download, tiny.sandbox.botToken)
    expect(page.redirected).toBe(true)
    expect(recorder.types()).toEqual(['message.file_share'])
    await expect(tiny.app.client.files.info({ file: sent().id })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'files:read' },
    })
  })

  it('are gone for everybody once their owner deletes them', async () => {
    await maya.type('soon gone', 'D0MAYA', { files: [handbook] })
    const { id, url_private_download } = sent()
    const { client } = tiny.app
    expect((await client.files.info({ file: id })).file).toMatchObject({ name: 'Handbook.pdf', size: 17 })
    await maya.removeFile(id)
    expect(recorder.last('file_deleted')).toMatchObject({ file_id: id })
    await expect(client.files.info({ file: id })).rejects.toMatchObject({ data: { error: 'file_deleted' } })
    await expect(client.files.info({ file: 'F0' })).rejects.toMatchObject({
      data: { error: 'file_not_found' },
    })
    expect((await download(url_private_download, tiny.sandbox.botToken)).status).toBe(404)
    const { messages } = await client.conversations.history({ channel: 'D0MAYA' })
    expect(messages?.[0]?.files).toEqual([{ id, mode: 'tombstone' }])
    expect(findMessage(maya, 'soon gone')?.files).toEqual([])
  })

  it('of people of another workspace have to be looked up', async () => {
    await tiny.sandbox.joinChannel('U0ROLECALL', 'C0PROJECTS')
    await tiny.sandbox.as('U0CONNIE').type('from outside', 'C0PROJECTS', { files: [handbook] })
    expect(sent()).toMatchObject({ mode: 'file_access', file_access: 'check_file_info' })
    expect(sent()).not.toHaveProperty('url_private_download')
    const { file } = await tiny.app.client.files.info({ file: sent().id })
    expect(file?.url_private_download).toContain(tiny.sandbox.origin)
  })

  it('fail to download as often as a test asked for', async () => {
    await maya.type('', 'D0MAYA', { files: [handbook] })
    tiny.sandbox.faults.failNext('url_private', 1, { http: 503 })
    const { url_private_download } = sent()
    expect((await download(url_private_download, tiny.sandbox.botToken)).status).toBe(503)
    expect((await download(url_private_download, tiny.sandbox.botToken)).status).toBe(200)
  })
})
