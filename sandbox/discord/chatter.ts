import type { Chatter, SeenChannel } from '../driver'
import { openDirect } from './channels'
import { identity, readCommand, readFocused } from './command-line'
import { flatten, isSelect } from './components'
import { type Context, changed } from './context'
import { seenForm, submittedData } from './form'
import { sendInteraction } from './interactions'
import { messagePayload } from './message-payload'
import { postMessage } from './messages'
import { withMentions } from './option-value'
import { channelType, commandType, componentType, interactionType, linkButtonStyle } from './protocol'
import { resolveIds } from './resolved'
import { choicesOf, seenMessage } from './seen'
import { displayName, type Reader } from './text'
import type { Channel, Component, StoredMessage } from './types'
import { describeCommands, visibleCommands } from './visible-commands'

/** A person at Discord. Beside what both platforms have: the menus on people and messages. */
export interface DiscordChatter extends Chatter {
  /** Picks a user or message command from the menu on `targetId` (a user or message id). */
  menu(command: string, targetId: string): Promise<void>
}

/** `guildId` is the server the person looks at; their direct messages are always there. */
export function createChatter(context: Context, userId: string, guildId: string): DiscordChatter {
  const user = context.users.get(userId)
  const guild = context.guilds.get(guildId)
  if (!user) throw new Error(`there is no Discord user ${userId}`)
  if (!guild) throw new Error(`there is no guild ${guildId}`)
  const direct = openDirect(context, userId)
  const isMember = () => guild.members.has(userId)
  const mine = (): Channel[] => [...(isMember() ? guild.channels.values() : []), direct]
  const isVisible = (message: StoredMessage) => message.seenBy === undefined || message.seenBy === userId
  const reader = (channel: Channel): Reader => ({ context, user, guildId: channel.guildId })

  function channelOf(id: string | undefined): Channel {
    const channel = id === undefined ? mine()[0] : mine().find((candidate) => candidate.id === id)
    if (!channel) throw new Error(`${user?.global_name} is in no channel ${id}`)
    return channel
  }

  function find(messageId: string): { channel: Channel; message: StoredMessage } {
    for (const channel of mine()) {
      const message = channel.messages.get(messageId)
      if (message && isVisible(message)) return { channel, message }
    }
    throw new Error(`${user?.global_name} sees no message ${messageId}`)
  }

  const seenChannel = (channel: Channel): SeenChannel => ({
    id: channel.id,
    name: channel.type === channelType.direct ? channel.name : `#${channel.name}`,
    direct: channel.type === channelType.direct,
    messages: [...channel.messages.values()]
      .filter(isVisible)
      .map((message) => seenMessage(message, channel, reader(channel))),
  })

  const formInFront = () => {
    const form = context.forms.get(userId)
    if (!form) throw new Error(`${user.global_name} has no form open`)
    return { form, channel: channelOf(form.channelId) }
  }

  return {
    platform: 'discord',
    userId,
    get name() {
      return displayName(context, userId, guildId) ?? user.global_name
    },
    channels: () => mine().map(seenChannel),
    home: () => undefined,
    form() {
      const form = context.forms.get(userId)
      return form && seenForm(form, { context, user, guildId: form.guildId })
    },
    async type(text, channelId) {
      const channel = channelOf(channelId)
      if (!text.startsWith('/')) {
        postMessage(context, channel, { content: withMentions(context, guild, text) }, { authorId: userId })
        return
      }
      const { data, fullName } = readCommand({ context, userId, channel }, text)
      await sendInteraction(context, {
        type: interactionType.command,
        userId,
        channel,
        data,
        commandName: fullName,
      })
    },
    async press(messageId, controlId, value) {
      const { channel, message } = find(messageId)
      const control = flatten(message.components).find((part) =>
        [part.custom_id, part.url].includes(controlId),
      )
      if (!control) throw new Error(`message ${messageId} has no control ${controlId}`)
      if (control.disabled) throw new Error(`the control ${controlId} is disabled`)
      if (control.style === linkButtonStyle && control.type === componentType.button) return
      const values = isSelect(control) ? { values: [chosen(control, value, reader(channel))] } : {}
      const data = { custom_id: controlId, component_type: control.type, id: control.id, ...values }
      const isEntity = isSelect(control) && control.type !== componentType.stringSelect
      const resolved = isEntity ? resolveIds(context, values.values ?? [], channel.guildId) : {}
      const sent = {
        type: interactionType.component,
        userId,
        channel,
        message,
        data: { ...data, ...resolved },
      }
      await sendInteraction(context, sent)
    },
    async submit(values) {
      const { form, channel } = formInFront()
      const data = submittedData(context, form, values, { context, user, guildId: form.guildId })
      const message = form.messageId === undefined ? undefined : channel.messages.get(form.messageId)
      const sent = { type: interactionType.modalSubmit, userId, channel, data, ...(message && { message }) }
      const { state } = await sendInteraction(context, sent)
      // A form that was not answered stays open, so that nothing typed is lost.
      if (state === 'answered' && context.forms.get(userId) === form) context.forms.delete(userId)
      changed(context)
    },
    close() {
      context.forms.delete(userId)
      changed(context)
    },
    async suggest(where, typed) {
      if ('field' in where) return suggestInForm(where.field, typed)
      const channel = channelOf(undefined)
      const data = readFocused({ context, userId, channel }, where.command, where.option, typed)
      const { choices } = await sendInteraction(context, {
        type: interactionType.autocomplete,
        userId,
        channel,
        data,
      })
      return choices.map(({ name, value }) => ({ value: String(value), label: name }))
    },
    async menu(name, targetId) {
      const channel = context.users.has(targetId) ? channelOf(undefined) : find(targetId).channel
      const wanted = context.users.has(targetId) ? commandType.user : commandType.message
      const command = visibleCommands(context, userId, channel).find(
        (one) => one.type === wanted && one.name === name,
      )
      if (!command) throw new Error(`there is no menu entry ${name} here`)
      const message = channel.messages.get(targetId)
      const resolved = message
        ? { resolved: { messages: { [targetId]: messagePayload(context, message) } } }
        : resolveIds(context, [targetId], channel.guildId)
      const data = { ...identity(command), target_id: targetId, ...resolved }
      await sendInteraction(context, {
        type: interactionType.command,
        userId,
        channel,
        data,
        commandName: name,
      })
    },
    commands: () => describeCommands(visibleCommands(context, userId, channelOf(undefined))),
    onChange(listener) {
      context.listeners.add(listener)
      return () => context.listeners.delete(listener)
    },
  }

  /** Fields for people, roles and channels search in the client itself, without asking the bot. */
  function suggestInForm(field: string, typed: string) {
    const { form, channel } = formInFront()
    const input = flatten(form.modal.components).find((component) => component.custom_id === field)
    if (!input) throw new Error(`the form has no field ${field}`)
    const start = typed.toLowerCase()
    return choicesOf(input, reader(channel)).filter(({ label }) => label.toLowerCase().includes(start))
  }
}

function chosen(menu: Component, value: string | undefined, reader: Reader): string {
  const offered = choicesOf(menu, reader)
  if (value === undefined || !offered.some((option) => option.value === value))
    throw new Error(
      `the menu ${menu.custom_id} offers ${offered.map((option) => option.value).join(', ')}; not ${value}`,
    )
  return value
}
