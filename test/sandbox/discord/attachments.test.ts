import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  FileUploadBuilder,
  LabelBuilder,
  type Message,
  ModalBuilder,
  type ModalSubmitInteraction,
  Partials,
} from 'discord.js'
import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { type ChosenFile, findMessage } from '../../../sandbox/driver'
import { errorAt, general, guildId, happened, maya, received, setUpSandbox } from './support'

const stage = setUpSandbox({ attachmentSizeLimit: 1_000 })
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect({ partials: [Partials.Channel] })
  const attachment = (name: string, more: object = {}) => ({ type: 11, name, description: 'A file', ...more })
  await client.rest.put(`/applications/${client.application.id}/commands`, {
    body: [
      {
        name: 'upload',
        description: 'Takes files',
        options: [
          attachment('first', { required: true }),
          { type: 3, name: 'note', description: 'Words' },
          attachment('second', { file_types: ['.pdf', 'image'] }),
        ],
      },
      { name: 'form', description: 'Opens a form' },
    ],
  })
})

const person = () => stage.sandbox.as(maya)
const file = (name: string, text = 'be kind'): ChosenFile => ({
  name,
  bytes: Buffer.from(text),
  mediaType: 'text/plain',
})
const read = async (url: string | undefined) => {
  const response = await fetch(url ?? '')
  return { status: response.status, text: await response.text() }
}
const newMessage = () => happened<Message>(client, Events.MessageCreate)

test('a file attached to a message reaches the bot with name, type, size and an address', async () => {
  const message = newMessage()
  await person().type('@Rolecall see this', general, { files: [file('our rules.txt')] })
  const attachment = (await message).attachments.first()
  expect(attachment).toMatchObject({ name: 'our_rules.txt', contentType: 'text/plain', size: 7 })
  expect(await read(attachment?.url)).toEqual({ status: 200, text: 'be kind' })
  expect(findMessage(person(), 'see this')?.files).toEqual([
    { id: attachment?.id, name: 'our_rules.txt', sizeBytes: 7 },
  ])
})

test('a file alone is a message, and special characters of its name are kept in the title', async () => {
  const message = newMessage()
  await person().type('', person().channels().at(-1)?.id, { files: [file('Отчёт 7.txt')] })
  const { content, attachments } = await message
  expect(content).toBe('')
  expect(attachments.first()).toMatchObject({ name: '_7.txt', title: 'Отчёт 7' })
})

test('an address without its signature, with another one, or after a day answers 404; a new one works', async () => {
  const message = newMessage()
  await person().type('@Rolecall signed', general, { files: [file('a.txt')] })
  const { id, attachments } = await message
  const url = attachments.first()?.url ?? ''
  expect(url).toMatch(
    new RegExp(`^http://127\\.0\\.0\\.1:\\d+/attachments/${general}/\\d+/a\\.txt\\?ex=\\w+&is=\\w+&hm=`),
  )
  expect((await read(url.split('?')[0])).status).toBe(404)
  expect((await read(url.replace(/hm=\w/, 'hm=z'))).status).toBe(404)
  expect((await read(url.replace(/ex=\w/, 'ex=f'))).status).toBe(404)
  stage.clock.advance(24 * 3_600_000 - 60_000)
  expect((await read(url)).status).toBe(200)
  stage.clock.advance(60_000)
  expect(await read(url)).toEqual({ status: 404, text: 'This content is no longer available.' })
  const { body } = await stage.call('GET', `/channels/${general}/messages/${id}`)
  const [fresh] = body.attachments as { url: string }[]
  expect((await read(fresh?.url)).status).toBe(200)
})

test('the file of a deleted message is gone', async () => {
  const message = newMessage()
  await person().type('@Rolecall oops', general, { files: [file('secret.txt')] })
  const { id, attachments } = await message
  await person().remove(id)
  expect((await read(attachments.first()?.url)).status).toBe(404)
})

test('the client sends no eleventh file, none above the limit, and none without the right to attach', async () => {
  const send = (files: ChosenFile[]) => person().type('too much', general, { files })
  await expect(send(Array.from({ length: 11 }, () => file('a.txt')))).rejects.toThrow('at most 10 files')
  await expect(send([file('big.txt', 'x'.repeat(1_001))])).rejects.toThrow('big.txt is too large')
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.attachFiles)
  await expect(send([file('a.txt')])).rejects.toThrow('may not attach')
  stage.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions)
  expect(findMessage(person(), 'too much')).toBeUndefined()
})

test('files fill the attachment options of a command in order, beside its other options', async () => {
  const { interaction } = await received<ChatInputCommandInteraction>(client, () =>
    person().type('/upload two words', general, { files: [file('a.txt'), file('b.PDF')] }),
  )
  expect(interaction.attachmentSizeLimit).toBe(1_000)
  expect(interaction.options.getString('note')).toBe('two words')
  expect(interaction.options.getAttachment('first')).toMatchObject({ name: 'a.txt', ephemeral: true })
  const second = interaction.options.getAttachment('second')
  expect(second).toMatchObject({ name: 'b.PDF', size: 7 })
  expect((await read(second?.url)).text).toBe('be kind')
  await interaction.reply('thanks')
})

test.each([
  [[], 'needs the option first'],
  [['a.txt', 'b.txt'], 'b.txt is none of .pdf, image'],
  [['a.txt', 'b.pdf', 'c.pdf'], 'takes no more than 2 files'],
])('a command with the files %j is not sent: %s', async (names, reason) => {
  const files = names.map((name) => file(name))
  await expect(person().type('/upload', general, { files })).rejects.toThrow(reason)
})

async function openForm(build: (input: FileUploadBuilder) => FileUploadBuilder) {
  const input = build(new FileUploadBuilder().setCustomId('documents'))
  const modal = new ModalBuilder()
    .setCustomId('upload')
    .setTitle('Upload')
    .addLabelComponents(new LabelBuilder().setLabel('Documents').setFileUploadComponent(input))
  const { interaction, done } = await received<ChatInputCommandInteraction>(client, () =>
    person().type('/form'),
  )
  await interaction.showModal(modal)
  await done
}
const submit = (...names: string[]) => person().submit({}, { documents: names.map((name) => file(name)) })

test('a form takes as many files as it says, and they arrive resolved', async () => {
  await openForm((input) => input.setMinValues(2).setMaxValues(3))
  await expect(submit()).rejects.toThrow('the field Documents is required')
  await expect(submit('a.txt')).rejects.toThrow('takes at least 2')
  await expect(submit('a.txt', 'b.txt', 'c.txt', 'd.txt')).rejects.toThrow('takes at most 3')
  const { interaction, done } = await received<ModalSubmitInteraction>(client, () => submit('a.txt', 'b.txt'))
  const files = interaction.fields.getUploadedFiles('documents')
  expect(files?.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
  expect((await read(files?.first()?.url)).text).toBe('be kind')
  await interaction.reply('kept')
  await done
  expect(person().form()).toBeUndefined()
})

test('a file field that is not required may stay empty', async () => {
  await openForm((input) => input.setRequired(false))
  expect(person().form()?.fields).toMatchObject([{ id: 'documents', kind: 'file', required: false }])
  const { interaction } = await received<ModalSubmitInteraction>(client, () => submit())
  expect(interaction.fields.getUploadedFiles('documents')).toBeNull()
  await interaction.reply('fine')
})

test.each([
  [{ min_values: 0 }, 'min_values'],
  [{ min_values: 3, max_values: 2 }, 'min_values'],
  [{ min_values: 1, max_values: 11 }, 'max_values'],
])('a file field with %j is refused', async (counts, field) => {
  const { interaction } = await received<ChatInputCommandInteraction>(client, () => person().type('/form'))
  const component = { type: 19, custom_id: 'documents', ...counts }
  const data = { custom_id: 'm', title: 'x', components: [{ type: 18, label: 'Files', component }] }
  const path = `/interactions/${interaction.id}/${interaction.token}/callback`
  const { body } = await stage.call('POST', path, { type: 9, data })
  expect(errorAt(body.errors, `data.components.0.component.${field}`)).toBeDefined()
  await interaction.reply('over')
})
