import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  MessageFlags,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
  type UserSelectMenuInteraction,
} from 'discord.js'
import { noResponse } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { adam, codeOf, general, guildId, maya, olivia, received, setUpSandbox } from './support'

const stage = setUpSandbox()
let client: Client<true>

beforeAll(async () => {
  client = await stage.connect()
  await client.application.commands.set([
    {
      name: 'team',
      description: 'Teams',
      options: [
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: 'role',
          description: 'Change a role',
          options: [
            { type: ApplicationCommandOptionType.User, name: 'person', description: 'Who', required: true },
            {
              type: ApplicationCommandOptionType.String,
              name: 'role',
              description: 'Which',
              required: true,
              choices: [
                { name: 'Admin', value: 'admin' },
                { name: 'Member', value: 'member' },
              ],
            },
          ],
        },
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: 'show',
          description: 'Show a team',
          options: [
            {
              type: ApplicationCommandOptionType.String,
              name: 'team',
              description: 'Which',
              autocomplete: true,
            },
            { type: ApplicationCommandOptionType.String, name: 'note', description: 'Words' },
          ],
        },
      ],
    },
    { name: 'ping', description: 'Answers' },
    { name: 'Show member', type: ApplicationCommandType.User },
    { name: 'Ask about this', type: ApplicationCommandType.Message },
  ])
})

const ping = (userId: string) =>
  received<ChatInputCommandInteraction<'cached'>>(client, () => stage.sandbox.as(userId).type('/ping'))

test('a typed line arrives as native options with the people it names resolved', async () => {
  const { interaction, done } = await received<ChatInputCommandInteraction<'cached'>>(client, () =>
    stage.sandbox.as(olivia).type('/team role @Maya Member admin'),
  )
  expect(interaction.options.getSubcommand()).toBe('role')
  expect(interaction.options.getMember('person')?.id).toBe(maya)
  expect(interaction.options.getString('role')).toBe('admin')
  expect(interaction).toMatchObject({
    guildId,
    channelId: general,
    locale: 'en-GB',
    guildLocale: 'en-US',
    context: 0,
    authorizingIntegrationOwners: { 0: guildId },
  })
  await interaction.reply('ok')
  await done
})

test('the owner has administrator permissions in the interaction, others the ordinary ones', async () => {
  const owner = await ping(olivia)
  expect(owner.interaction.memberPermissions.has(PermissionFlagsBits.Administrator)).toBe(true)
  await owner.interaction.reply('ok')
  const member = await ping(adam)
  expect(member.interaction.memberPermissions.has(PermissionFlagsBits.SendMessages)).toBe(true)
  expect(member.interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild)).toBe(false)
  expect(member.interaction.memberPermissions.has(PermissionFlagsBits.Administrator)).toBe(false)
  await member.interaction.reply('ok')
})

test('an ephemeral reply is seen by one person and cannot be fetched from the channel', async () => {
  const { interaction, done } = await ping(maya)
  await interaction.reply({ content: 'only for you', flags: MessageFlags.Ephemeral })
  await done
  const seen = findMessage(stage.sandbox.as(maya), 'only for you')
  expect(seen).toMatchObject({ private: true, fromBot: true, author: 'Rolecall' })
  expect(findMessage(stage.sandbox.as(olivia), 'only for you')).toBeUndefined()
  expect((await stage.call('GET', `/channels/${general}/messages/${seen?.id}`)).body.code).toBe(10_008)
  expect((await interaction.fetchReply()).content).toBe('only for you')
})

test('a deferred reply shows that the bot is thinking until it is edited, and its edit may use components V2', async () => {
  const { interaction, done } = await ping(maya)
  await interaction.deferReply({ flags: MessageFlags.Ephemeral })
  await done
  expect(findMessage(stage.sandbox.as(maya), 'Rolecall is thinking…')).toBeDefined()
  await interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: ComponentType.Container,
        components: [
          {
            type: ComponentType.Section,
            components: [{ type: ComponentType.TextDisplay, content: '**Alpha** has 3 members' }],
            accessory: { type: ComponentType.Button, style: 2, custom_id: 'open', label: 'Open' },
          },
        ],
      },
    ],
  })
  const seen = findMessage(stage.sandbox.as(maya), 'Alpha has 3 members')
  expect(seen).toMatchObject({
    private: true,
    edited: false,
    controls: [{ id: 'open', kind: 'button', label: 'Open' }],
  })
  const press = await received<ButtonInteraction>(client, () =>
    stage.sandbox.as(maya).press(seen?.id ?? '', 'open'),
  )
  expect(press.interaction.message.flags.has(MessageFlags.Ephemeral)).toBe(true)
  await press.interaction.update({ components: [{ type: ComponentType.TextDisplay, content: 'opened' }] })
  expect(findMessage(stage.sandbox.as(maya), 'opened')?.id).toBe(seen?.id)
})

test('with_response returns the message that was made', async () => {
  const { interaction } = await ping(maya)
  const response = await interaction.reply({ content: 'with response', withResponse: true })
  expect(response.resource?.message?.content).toBe('with response')
  expect(response.interaction.responseMessageId).toBe(response.resource?.message?.id)
})

test('a second first response is refused with 40060', async () => {
  const { interaction } = await ping(maya)
  await interaction.reply('once')
  interaction.replied = false
  expect(await codeOf(interaction.reply('twice'))).toBe(40_060)
})

test('a modal cannot follow a deferral', async () => {
  const { interaction } = await ping(maya)
  await interaction.deferReply()
  interaction.deferred = false
  expect(await codeOf(interaction.showModal({ customId: 'm', title: 'M', components: [] }))).toBe(40_060)
})

test('without a first response within 3 s the person sees so, and the late response is refused with 10062', async () => {
  const { interaction, done } = await ping(maya)
  await done
  expect(findMessage(stage.sandbox.as(maya), noResponse)).toMatchObject({ author: 'Discord', private: true })
  expect(await codeOf(interaction.reply('late'))).toBe(10_062)
})

test('follow-ups work before the token is 15 minutes old and answer 50027 after', async () => {
  const { interaction } = await ping(maya)
  expect(
    (
      await stage.call('POST', `/webhooks/${interaction.applicationId}/${interaction.token}`, {
        content: 'early',
      })
    ).body.code,
  ).toBe(10_015)
  await interaction.reply('first')
  stage.clock.advance(14 * 60_000)
  const later = await interaction.followUp({ content: 'second', flags: MessageFlags.Ephemeral })
  await interaction.webhook.editMessage(later.id, 'second, edited')
  expect(findMessage(stage.sandbox.as(maya), 'second, edited')).toMatchObject({ edited: true, private: true })
  await interaction.deleteReply()
  expect(findMessage(stage.sandbox.as(maya), 'first')).toBeUndefined()
  stage.clock.advance(2 * 60_000)
  expect(await codeOf(interaction.followUp('third'))).toBe(50_027)
})

test('an autocomplete interaction carries the typed value as focused and returns the choices', async () => {
  const { interaction, done } = await received<AutocompleteInteraction>(client, () =>
    stage.sandbox.as(maya).suggest({ command: 'team show', option: 'team' }, 'Al'),
  )
  expect(interaction.options.getFocused(true)).toMatchObject({ name: 'team', value: 'Al' })
  await interaction.respond([{ name: 'Alpha', value: 't1' }])
  expect(await done).toEqual([{ value: 't1', label: 'Alpha' }])
})

test('menus send the chosen values, and a user menu also the member behind it', async () => {
  const { interaction } = await ping(maya)
  await interaction.reply({
    content: 'choose',
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: 'role',
            options: [
              { label: 'Admin', value: 'admin' },
              { label: 'Member', value: 'member' },
            ],
          },
        ],
      },
      { type: ComponentType.ActionRow, components: [{ type: ComponentType.UserSelect, custom_id: 'who' }] },
    ],
  })
  const person = stage.sandbox.as(maya)
  const { id = '' } = findMessage(person, 'choose') ?? {}
  const role = await received<StringSelectMenuInteraction>(client, () => person.press(id, 'role', 'member'))
  expect(role.interaction.values).toEqual(['member'])
  await role.interaction.deferUpdate()
  await role.interaction.editReply({ content: 'chosen' })
  expect(findMessage(person, 'chosen')?.id).toBe(id)
  const who = await received<UserSelectMenuInteraction<'cached'>>(client, () => person.press(id, 'who', adam))
  expect(who.interaction.members.get(adam)?.id).toBe(adam)
  await who.interaction.reply('thanks')
  await expect(person.press(id, 'role', 'owner')).rejects.toThrow('offers admin, member; not owner')
})

test('in a direct message the interaction names the user and the bot DM context', async () => {
  const person = stage.sandbox.as(maya)
  const direct = person.channels().find((channel) => channel.direct)
  const { interaction } = await received<ChatInputCommandInteraction>(client, () =>
    person.type('/ping', direct?.id),
  )
  expect(interaction).toMatchObject({
    guildId: null,
    member: null,
    context: 1,
    authorizingIntegrationOwners: { 0: '0' },
  })
  expect(interaction.user.id).toBe(maya)
  await interaction.reply('hello')
  expect(findMessage(person, 'hello')?.channel).toBe(direct?.id)
})
