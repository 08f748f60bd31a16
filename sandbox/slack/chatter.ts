import type { Chatter, SeenChannel } from '../driver'
import type { Option } from './blocks/text-object'
import { runCommand } from './commands'
import { sendHomeOpened, sendMessageChanged, sendMessageEvents } from './events'
import { readForm } from './forms'
import type { Actor } from './interactions'
import { addMessage, editMessage, readMessage, removeMessage } from './messages'
import { placeOf } from './place'
import { pressControl } from './press'
import { readBlocks } from './read-blocks'
import { runMessageShortcut, runShortcut } from './shortcuts'
import type { Channel, Slack, View } from './state'
import { closeForm, submitForm } from './submit'
import { suggestOptions } from './suggestions'
import { compose } from './text'
import { viewObject } from './views'
import { channelOf, directId, userOf, workspaceOf } from './workspace'

/** What a person can do in Slack beyond what both platforms share. */
export interface SlackChatter extends Chatter {
  /** Writes into the thread of a message. */
  reply(messageId: string, text: string): Promise<void>
  edit(messageId: string, text: string): Promise<void>
  remove(messageId: string): Promise<void>
  /** Opens the app's Home tab, of which the app hears. */
  openHome(): Promise<void>
  /** Runs a global shortcut of the app, or with a message one of that message. */
  shortcut(callbackId: string, messageId?: string): Promise<void>
  /** What an external menu of a message or form offers. */
  suggestIn(messageId: string, actionId: string, typed: string): Promise<{ value: string; label: string }[]>
}

export function createChatter(slack: Slack, userId: string, teamId: string): SlackChatter {
  const workspace = workspaceOf(slack, teamId)
  const user = userOf(workspace, userId)
  const actor: Actor = { slack, workspace, user }
  const direct = channelOf(workspace, directId(userId))
  const general = [...workspace.channels.values()].find((channel) => channel.members.has(userId)) ?? direct
  const topForm = () => workspace.forms.get(userId)?.at(-1)

  function openForm(): View {
    const view = topForm()
    if (!view) throw new Error(`no form is open in front of ${user.name}`)
    return view
  }

  function see(channel: Channel): SeenChannel {
    const visible = channel.messages.filter((message) => (message.onlyFor ?? userId) === userId)
    return {
      id: channel.id,
      name: channel.direct ? slack.app.name : `#${channel.name}`,
      direct: channel.direct,
      messages: visible.map((message) => readMessage(workspace, message)),
    }
  }

  async function say(channel: Channel, typed: string, threadTs?: string) {
    const text = compose(workspace, typed)
    const thread = threadTs === undefined ? {} : { threadTs }
    const bot = user.bot ? { botId: `B${userId.slice(1)}` } : {}
    const message = addMessage(slack, channel, { user: userId, text, ...thread, ...bot })
    await sendMessageEvents(slack, workspace, channel, message)
  }

  function ownMessage(messageId: string) {
    const place = placeOf(actor, messageId)
    if ('view' in place || place.message.user !== userId)
      throw new Error(`${messageId} is not ${user.name}'s`)
    return place
  }

  return {
    platform: 'slack',
    userId,
    name: user.name,
    channels: () => [...workspace.channels.values()].filter((each) => each.members.has(userId)).map(see),
    home() {
      const view = workspace.homes.get(userId)
      if (!view) return undefined
      return {
        ...readBlocks(workspace, view.source.blocks),
        id: view.id,
        channel: direct.id,
        author: slack.app.name,
        fromBot: true,
        private: true,
        pings: [],
        edited: false,
        raw: viewObject(slack, workspace, view),
      }
    },
    form() {
      const view = topForm()
      return view && readForm(workspace, view, viewObject(slack, workspace, view))
    },
    async type(text, channelId) {
      const channel = channelId === undefined ? general : channelOf(workspace, channelId)
      if (!channel.members.has(userId)) throw new Error(`${user.name} is not in ${channel.name}`)
      await (text.startsWith('/') ? runCommand(actor, channel, text) : say(channel, text))
    },
    async press(messageId, controlId, value) {
      const place = placeOf(actor, messageId)
      const isTextLink =
        'message' in place &&
        readMessage(workspace, place.message).controls.some(
          (control) => control.id === controlId && control.kind === 'link' && /^https?:/.test(controlId),
        )
      if (!isTextLink) await pressControl(actor, place, controlId, value)
    },
    submit: async (values) => submitForm(actor, openForm(), values),
    close: () => closeForm(actor, openForm()),
    async suggest(where, typed) {
      if ('field' in where) {
        const view = openForm()
        const block = view.source.blocks.find((each) => each.block_id === where.field)
        const actionId = block?.type === 'input' ? block.element.action_id : where.field
        return labelled(await suggestOptions(actor, { view }, actionId, typed))
      }
      const command = slack.app.commands.find((each) => each.name === where.command)
      const choices = command?.options?.find((option) => option.name === where.option)?.choices ?? []
      return choices
        .filter((choice) => choice.toLowerCase().startsWith(typed.toLowerCase()))
        .map((choice) => ({ value: choice, label: choice }))
    },
    commands: () =>
      slack.app.commands.map(({ name, description, options = [] }) => ({ name, description, options })),
    onChange: slack.onChange,
    reply(messageId, text) {
      const place = placeOf(actor, messageId)
      if ('view' in place) throw new Error('a form has no thread')
      return say(place.channel, text, place.message.threadTs ?? place.message.ts)
    },
    async edit(messageId, typed) {
      const { channel, message } = ownMessage(messageId)
      const text = compose(workspace, typed)
      const after = editMessage(slack, channel, message.ts, { text })
      await sendMessageChanged(slack, workspace, channel, { before: message, after })
    },
    async remove(messageId) {
      const { channel, message } = ownMessage(messageId)
      removeMessage(slack, channel, message.ts)
      await sendMessageChanged(slack, workspace, channel, { before: message })
    },
    async shortcut(callbackId, messageId) {
      if (messageId === undefined) return runShortcut(actor, direct, callbackId)
      const place = placeOf(actor, messageId)
      if ('view' in place) throw new Error('a form has no shortcuts')
      await runMessageShortcut(actor, place, callbackId)
    },
    async suggestIn(messageId, actionId, typed) {
      return labelled(await suggestOptions(actor, placeOf(actor, messageId), actionId, typed))
    },
    openHome: () => sendHomeOpened(slack, workspace, userId, direct),
  }
}

const labelled = (options: Option[]) => options.map(({ value, text }) => ({ value, label: text.text }))
