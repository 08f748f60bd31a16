import type { ModalView } from '@slack/web-api'
import type { SlackChatter } from '../../../sandbox/slack'
import { createRecorder } from './recorder'
import { startTinyApp, type TinyApp } from './tiny-app'

const handbook = { name: 'Handbook.pdf', bytes: Buffer.from('%PDF-1.7 holidays') }

interface Submission {
  view: {
    state: {
      values: Record<string, Record<string, { type: string; files: { url_private_download: string }[] }>>
    }
  }
}

describe('files in forms', () => {
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

  const form = (element: object): ModalView => ({
    type: 'modal',
    title: { type: 'plain_text', text: 'Upload' },
    submit: { type: 'plain_text', text: 'Go' },
    blocks: [
      {
        type: 'input',
        block_id: 'documents',
        label: { type: 'plain_text', text: 'Documents' },
        element: { type: 'file_input', action_id: 'files', ...element },
      },
    ],
  })

  async function open(element: object = {}) {
    await maya.shortcut('upload')
    const trigger_id = String(recorder.last('shortcut').trigger_id)
    await tiny.app.client.views.open({ trigger_id, view: form(element) })
  }

  it('arrive with the form, readable like any other file', async () => {
    await open()
    expect(maya.form()?.fields).toMatchObject([{ id: 'documents', kind: 'file', required: true }])
    await maya.submit({}, { documents: [handbook] })
    const { view } = recorder.last('view_submission') as unknown as Submission
    const value = view.state.values.documents?.files
    expect(value).toMatchObject({
      type: 'file_input',
      files: [{ name: 'Handbook.pdf', size: 17, channels: [], ims: [] }],
    })
    const address = value?.files[0]?.url_private_download ?? ''
    const read = await fetch(address, { headers: { authorization: `Bearer ${tiny.sandbox.botToken}` } })
    expect(await read.text()).toBe('%PDF-1.7 holidays')
    expect(maya.form()).toBeUndefined()
  })

  it.each([
    ['nothing', {}, []],
    ['too many', { max_files: 1 }, [handbook, handbook]],
    ['another type', { filetypes: ['docx'] }, [handbook]],
    ['more than 10 MB', {}, [{ name: 'big.pdf', bytes: Buffer.alloc(10 * 1_024 * 1_024 + 1) }]],
  ])('are refused at the field where somebody chooses %s', async (_, element, chosen) => {
    await open(element)
    await maya.submit({}, { documents: chosen })
    expect(maya.form()?.fields[0]?.error).toEqual(expect.any(String))
    expect(recorder.types()).not.toContain('view_submission')
  })

  it.each([
    ['no files', { max_files: 0 }],
    ['eleven files', { max_files: 11 }],
  ])('cannot ask for %s', async (_, element) => {
    await expect(open(element)).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
  })

  it('are asked for in modals only', async () => {
    const { blocks } = form({})
    const { client } = tiny.app
    await expect(client.chat.postMessage({ channel: 'C0GENERAL', text: 'x', blocks })).rejects.toMatchObject({
      data: { error: 'invalid_blocks' },
    })
    await expect(
      client.views.publish({ user_id: 'U0MAYA', view: { type: 'home', blocks } }),
    ).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
  })

  it('need the scope to read files', async () => {
    await tiny.stop()
    await start(['chat:write'])
    await expect(open()).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'files:read' } })
  })
})
