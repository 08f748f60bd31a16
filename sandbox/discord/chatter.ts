import type { Chatter, SeenChannel } from '../driver'
import { readCommand, readFocused } from './command-line'
import { type Context, changed } from './context'
import { openFile } from './files'
import { seenForm } from './form'
import { sendInteraction } from './interactions'
import { chooseEntry, menuEntries } from './menus'
import { submit, suggestInForm } from './open-form'
import { createPerson, type Person } from './person'
import { press } from './press'
import { channelType, commandType, interactionType, messageType } from './protocol'
import { roleNames } from './roles'
import { seenMessage } from './seen'
import { displayName } from './text'
import type { Channel } from './types'
import { describeCommands, visibleCommands } from './visible-commands'
import { beginThread, erase, rewrite, write } from './writing'

/** A person at Discord. Beside what both platforms have: the menu on people, replies, and threads of their own. */
export interface DiscordChatter extends Chatter {
  /** Picks a user or message command from the menu on `targetId` (a user or message id). */
  menu(command: string, targetId: string): Promise<void>
  reply(messageId: string, text: string): Promise<void>
  /** Starts a thread on a message; resolves to its id. */
  startThread(messageId: string, name: string): Promise<string>
}

/** `guildId` is the server the person looks at; their direct messages are always there. */
export function createChatter(context: Context, userId: string, guildId: string): DiscordChatter {
  const person = createPerson(context, userId, guildId)
  const { user } = person
  return {
    platform: 'discord',
    userId,
    get name() {
      return displayName(context, userId, guildId) ?? user.global_name
    },
    channels: () => person.channels().map((channel) => seenChannel(person, channel)),
    groups: () => roleNames(person.guild, userId),
    home: () => undefined,
    form() {
      const form = context.forms.get(userId)
      return form && seenForm(form, person.reader(form))
    },
    async type(text, channelId, { files } = {}) {
      const channel = person.channelOf(channelId)
      if (!text.startsWith('/')) return write(person, channel, text, { files })
      const { data, fullName } = readCommand({ context, userId, channel }, text, files)
      await sendInteraction(context, {
        type: interactionType.command,
        userId,
        channel,
        data,
        commandName: fullName,
      })
    },
    async reply(messageId, text) {
      write(person, person.find(messageId).channel, text, { repliesTo: messageId })
    },
    edit: async (messageId, text) => rewrite(person, messageId, text),
    remove: async (messageId) => erase(person, messageId),
    open: (fileId) => openFile(person, fileId),
    startThread: async (messageId, name) => beginThread(person, messageId, name),
    messageMenu: () => menuEntries(person, commandType.message, person.channelOf(undefined)),
    choose: (messageId, label) => chooseEntry(person, label, messageId),
    menu: (name, targetId) => chooseEntry(person, name, targetId),
    press: (messageId, controlId, value) => press(person, messageId, controlId, value),
    submit: (values, files = {}) => submit(person, values, files),
    close() {
      context.forms.delete(userId)
      changed(context)
    },
    async suggest(where, typed) {
      if ('field' in where) return suggestInForm(person, where.field, typed)
      const channel = person.channelOf(undefined)
      const data = readFocused({ context, userId, channel }, where.command, where.option, typed)
      const { choices } = await sendInteraction(context, {
        type: interactionType.autocomplete,
        userId,
        channel,
        data,
      })
      return choices.map(({ name, value }) => ({ value: String(value), label: name }))
    },
    commands: () => describeCommands(visibleCommands(context, userId, person.channelOf(undefined))),
    onChange(listener) {
      context.listeners.add(listener)
      return () => context.listeners.delete(listener)
    },
  }
}

function seenChannel(person: Person, channel: Channel): SeenChannel {
  const direct = channel.type === channelType.direct
  // The starter of a thread only points to a message that is seen in its own channel.
  const messages = [...channel.messages.values()].filter(
    (message) => person.sees(message) && message.type !== messageType.threadStarter,
  )
  return {
    id: channel.id,
    name: direct ? channel.name : `#${channel.name}`,
    direct,
    ...(channel.thread && { parent: channel.thread.parentId }),
    messages: messages.map((message) => seenMessage(message, channel, person.reader(channel))),
  }
}
