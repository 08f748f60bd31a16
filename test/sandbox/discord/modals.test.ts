import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  CheckboxBuilder,
  CheckboxGroupBuilder,
  type Client,
  ComponentType,
  FileUploadBuilder,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitInteraction,
  RadioGroupBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js'
import { findMessage } from '../../../sandbox/driver'
import { adam, errorAt, maya, received, sam, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect()
  await client.application.commands.set([{ name: 'form', description: 'Opens a form' }])
})

const label = (text: string) => new LabelBuilder().setLabel(text)

const invite = () =>
  new ModalBuilder()
    .setCustomId('invite')
    .setTitle('Invite people')
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('Who shall **join**?'))
    .addLabelComponents(
      label('Addresses')
        .setDescription('One per line')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('addresses').setStyle(TextInputStyle.Paragraph).setMaxLength(50),
        ),
      label('Role').setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId('role')
          .addOptions(
            { label: 'Admin', value: 'admin' },
            { label: 'Member', value: 'member', default: true },
          ),
      ),
      label('People').setUserSelectMenuComponent(
        new UserSelectMenuBuilder().setCustomId('people').setRequired(false).setMinValues(0).setMaxValues(5),
      ),
    )

async function open(modal: ModalBuilder) {
  const { interaction, done } = await received<ChatInputCommandInteraction>(client, () =>
    stage.sandbox.as(maya).type('/form'),
  )
  await interaction.showModal(modal)
  await done
}

test('a form shows its fields with kind, hint and value', async () => {
  await open(invite())
  expect(stage.sandbox.as(maya).form()).toMatchObject({
    id: 'invite',
    title: 'Invite people',
    fields: [
      { id: 'addresses', label: 'Addresses', kind: 'long', required: true, hint: 'One per line' },
      {
        id: 'role',
        kind: 'choice',
        value: 'member',
        options: [{ value: 'admin', label: 'Admin' }, { value: 'member' }],
      },
      { id: 'people', kind: 'people', required: false },
    ],
  })
})

test('the client does not send a form with an empty required field, a long text or an unknown choice', async () => {
  await open(invite())
  const person = stage.sandbox.as(maya)
  await expect(person.submit({})).rejects.toThrow('the field Addresses is required')
  await expect(person.submit({ addresses: 'x'.repeat(51) })).rejects.toThrow('too long')
  await expect(person.submit({ addresses: 'x', role: 'owner' })).rejects.toThrow('does not offer owner')
  await expect(person.submit({ addresses: 'x', typo: 'y' })).rejects.toThrow('the form has no field typo')
  expect(person.form()).toBeDefined()
})

test('a submitted form arrives with text, choice and resolved people, and closes when it is answered', async () => {
  await open(invite())
  const person = stage.sandbox.as(maya)
  expect(await person.suggest({ field: 'people' }, 'ada')).toEqual([{ value: adam, label: 'Adam Admin' }])
  const { interaction, done } = await received<ModalSubmitInteraction<'cached'>>(client, () =>
    person.submit({ addresses: 'ann@acme.test', people: [adam, sam] }),
  )
  expect(interaction.fields.getTextInputValue('addresses')).toBe('ann@acme.test')
  expect(interaction.fields.getStringSelectValues('role')).toEqual(['member'])
  expect([...(interaction.fields.getSelectedUsers('people')?.keys() ?? [])]).toEqual([adam, sam])
  expect([...(interaction.fields.getSelectedMembers('people')?.keys() ?? [])]).toEqual([adam, sam])
  await interaction.reply('invited')
  await done
  expect(person.form()).toBeUndefined()
})

test('radio groups, checkbox groups, checkboxes and file uploads pass through', async () => {
  const modal = new ModalBuilder()
    .setCustomId('all')
    .setTitle('All')
    .addLabelComponents(
      label('Level').setRadioGroupComponent(
        new RadioGroupBuilder()
          .setCustomId('level')
          .addOptions({ label: 'Use', value: 'use' }, { label: 'Edit', value: 'edit' }),
      ),
      label('Switches').setCheckboxGroupComponent(
        new CheckboxGroupBuilder()
          .setCustomId('switches')
          .setRequired(false)
          .addOptions(
            { label: 'One', value: '1' },
            { label: 'Two', value: '2' },
            { label: 'Three', value: '3' },
          ),
      ),
      label('Sure').setCheckboxComponent(new CheckboxBuilder().setCustomId('sure')),
      label('Document').setFileUploadComponent(new FileUploadBuilder().setCustomId('document')),
    )
  await open(modal)
  const person = stage.sandbox.as(maya)
  expect(person.form()?.fields.map(({ kind }) => kind)).toEqual(['choice', 'choices', 'choices', 'file'])
  const file = stage.sandbox.upload('rules.txt', 'text/plain', Buffer.from('be kind'))
  const { interaction } = await received<ModalSubmitInteraction<'cached'>>(client, () =>
    person.submit({ level: 'edit', switches: ['1', '3'], sure: 'true', document: file }),
  )
  expect(interaction.fields.getRadioGroup('level')).toBe('edit')
  expect(interaction.fields.getCheckboxGroup('switches')).toEqual(['1', '3'])
  expect(interaction.fields.getCheckbox('sure')).toBe(true)
  const uploaded = interaction.fields.getUploadedFiles('document')?.first()
  expect(uploaded).toMatchObject({ name: 'rules.txt', size: 7 })
  expect(await (await fetch(uploaded?.url ?? '')).text()).toBe('be kind')
  await interaction.reply('kept')
})

test('a form opened from a button may answer by changing the message of the button', async () => {
  const person = stage.sandbox.as(maya)
  const command = await received<ChatInputCommandInteraction>(client, () => person.type('/form'))
  await command.interaction.reply({
    content: 'card',
    components: [
      {
        type: ComponentType.ActionRow,
        components: [{ type: ComponentType.Button, style: 1, custom_id: 'edit', label: 'Edit' }],
      },
    ],
  })
  const { id = '' } = findMessage(person, 'card') ?? {}
  const press = await received<ButtonInteraction>(client, () => person.press(id, 'edit'))
  await press.interaction.showModal(invite())
  const { interaction } = await received<ModalSubmitInteraction>(client, () =>
    person.submit({ addresses: 'a' }),
  )
  if (!interaction.isFromMessage()) throw new Error('the form does not know its message')
  await interaction.update({ content: 'card, changed', components: [] })
  expect(findMessage(person, 'card, changed')).toMatchObject({ id, controls: [] })
})

test('a form that is not answered stays open', async () => {
  await open(invite())
  const person = stage.sandbox.as(maya)
  await received(client, () => person.submit({ addresses: 'a' })).then(({ done }) => done)
  expect(person.form()?.id).toBe('invite')
  person.close()
  expect(person.form()).toBeUndefined()
})

const modalErrors = async (data: object) => {
  const { interaction } = await received<ChatInputCommandInteraction>(client, () =>
    stage.sandbox.as(maya).type('/form'),
  )
  const { body } = await stage.call('POST', `/interactions/${interaction.id}/${interaction.token}/callback`, {
    type: 9,
    data,
  })
  await interaction.reply('over')
  return (body.errors as { data: unknown }).data
}
const field = (custom_id: string, input: object = {}) => ({
  type: 18,
  label: 'Field',
  component: { type: 4, style: 1, custom_id, ...input },
})

test('titles above 45 characters, labels above 45 and more than five components are refused by field', async () => {
  const errors = await modalErrors({
    custom_id: 'm',
    title: 'x'.repeat(46),
    components: [{ ...field('a'), label: 'y'.repeat(46) }],
  })
  expect(errorAt(errors, 'title')?.message).toBe('Must be 45 or fewer in length.')
  expect(errorAt(errors, 'components.0.label')?.message).toBe('Must be 45 or fewer in length.')
  const many = await modalErrors({
    custom_id: 'm',
    title: 'x',
    components: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => field(id)),
  })
  expect(errorAt(many, 'components')?.message).toBe('Must be between 1 and 5 in length.')
})

test('duplicate ids, labels inside a Label and disabled selects are refused by field', async () => {
  const errors = await modalErrors({
    custom_id: 'm',
    title: 'x',
    components: [
      field('a'),
      field('a', { label: 'inner' }),
      {
        type: 18,
        label: 'S',
        component: { type: 3, custom_id: 's', disabled: true, options: [{ label: 'a', value: 'a' }] },
      },
    ],
  })
  expect(errorAt(errors, 'components.1.component.custom_id')?.code).toBe('COMPONENT_CUSTOM_ID_DUPLICATED')
  expect(errorAt(errors, 'components.1.component.label')).toBeDefined()
  expect(errorAt(errors, 'components.2.component.disabled')).toBeDefined()
})
