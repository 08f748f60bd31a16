import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { png } from '../../support/png'
import { errorAt, general, guildId, maya, setUpSandbox } from './support'

const stage = setUpSandbox({ attachmentSizeLimit: 1_000 })
const person = () => stage.sandbox.as(maya)

const path = `/channels/${general}/messages`
const gallery = (url: string) => ({ type: 12, items: [{ media: { url }, description: 'Answers in May' }] })
const file = (url: string) => ({ type: 13, file: { url } })
const text = (content: string) => ({ type: 10, content })

interface Sent {
  names?: string[]
  attachments?: { id: string; filename: string }[]
  bytes?: Uint8Array
}

/** A request with the files `names`, each announced, unless told otherwise. */
async function send(
  method: 'POST' | 'PATCH',
  address: string,
  components: object[],
  { names = [], bytes = png(), ...more }: Sent = {},
) {
  const attachments = more.attachments ?? names.map((filename, id) => ({ id: `${id}`, filename }))
  const form = new FormData()
  form.set('payload_json', JSON.stringify({ flags: 1 << 15, components, attachments }))
  for (const [at, name] of names.entries()) form.set(`files[${at}]`, new Blob([Buffer.from(bytes)]), name)
  const response = await fetch(`${stage.sandbox.apiUrl}/v10${address}`, {
    method,
    headers: { authorization: `Bot ${stage.sandbox.botToken}` },
    body: form,
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

test('a picture and a file in a message of the bot are seen with their words, and can be opened', async () => {
  const components = [text('Usage in May'), gallery('attachment://may.png'), file('attachment://usage.csv')]
  const { status, body } = await send('POST', path, components, {
    names: ['may.png', 'usage.csv', 'unused.txt'],
  })
  expect(status).toBe(200)
  expect(body.components).toMatchObject([
    {},
    {
      items: [
        { media: { url: expect.stringMatching(/^http.*may\.png/), attachment_id: expect.any(String) } },
      ],
    },
    { file: { url: expect.stringMatching(/^http.*usage\.csv/) }, name: 'usage.csv', size: png().length },
  ])
  const seen = findMessage(person(), 'Usage in May')
  expect(seen?.files).toMatchObject([{ name: 'usage.csv' }])
  expect(seen?.pictures).toMatchObject([{ alt: 'Answers in May' }])
  expect(person().open(seen?.pictures?.[0]?.id ?? '').bytes).toEqual(png())
})

test.each([
  [
    'shown but not sent',
    [gallery('attachment://may.png')],
    'components.0',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
  [
    'a file from elsewhere',
    [file('https://example.test/a.csv')],
    'components.0.file.url',
    'URL_TYPE_INVALID_SCHEME',
  ],
])('%s is refused', async (_, components, at, code) => {
  const { status, body } = await send('POST', path, components)
  expect(status).toBe(400)
  expect(errorAt(body.errors, at)).toMatchObject({ code: code })
})

test('what is announced has to be sent, and may not be too large', async () => {
  const announced = await send('POST', path, [text('hello')], {
    attachments: [{ id: '0', filename: 'a.csv' }],
  })
  expect(errorAt(announced.body.errors, 'attachments.0')).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  const large = await send('POST', path, [text('hello')], { names: ['a.csv'], bytes: Buffer.alloc(1_001) })
  expect(large).toMatchObject({ status: 413, body: { code: 40_005 } })
})

test('an edit keeps what it lists, and what it does not speak of', async () => {
  const components = [text('To be edited'), gallery('attachment://may.png')]
  const { body } = await send('POST', path, components, { names: ['may.png'] })
  const address = `${path}/${body.id}`
  const [{ id }] = body.attachments as [{ id: string }]
  const unspoken = await stage.call('PATCH', address, { components })
  expect(unspoken.body.attachments).toMatchObject([{ id }])
  const listed = await send('PATCH', address, [...components, file('attachment://usage.csv')], {
    names: ['usage.csv'],
    attachments: [
      { id: '0', filename: 'usage.csv' },
      { id, filename: 'may.png' },
    ],
  })
  expect(listed.body.attachments).toMatchObject([{ filename: 'may.png' }, { filename: 'usage.csv' }])
  const dropped = await send('PATCH', address, components, { attachments: [] })
  expect(errorAt(dropped.body.errors, 'components.1')).toMatchObject({
    code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  })
  const none = await send('PATCH', address, [text('Without')], { attachments: [] })
  expect(none.body.attachments).toEqual([])
  expect(() => person().open(id)).toThrow('sees no file')
})

test('a bot that may not attach files is refused', async () => {
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.attachFiles)
  expect(await send('POST', path, [text('hello')], { names: ['a.csv'] })).toMatchObject({
    status: 403,
    body: { code: 50_013 },
  })
})
