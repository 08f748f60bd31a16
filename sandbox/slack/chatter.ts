import type { SeenChannel } from '../driver'
import { openAssistant, promptOf } from './assistant'
import type { Option } from './blocks/text-object'
import { runCommand } from './commands'
import { sendHomeOpened } from './events'
import { readForm } from './forms'
import type { Actor } from './interactions'
import { messagePlace, placeOf } from './place'
import { pressControl } from './press'
import { readHome } from './read-home'
import { readMessage } from './read-message'
import { editOwn, openFile, removeOwn, removeOwnFile, say } from './say'
import { chooseShortcut, runMessageShortcut, runShortcut } from './shortcuts'
import type { SlackChatter } from './slack-chatter'
import type { Channel, Slack, View } from './state'
import { closeForm, submitForm } from './submit'
import { suggestOptions } from './suggestions'
import { groupHandles } from './user-groups'
import { viewObject } from './views'
import { channelOf, directId, userOf, workspaceOf } from './workspace'

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

  return {
    platform: 'slack',
    userId,
    name: user.name,
    channels: () => [...workspace.channels.values()].filter((each) => each.members.has(userId)).map(see),
    groups: () => groupHandles(workspace.userGroups.values(), userId),
    home: () => readHome(actor, direct),
    form() {
      const view = topForm()
      return view && readForm(workspace, view, viewObject(slack, workspace, view))
    },
    async type(text, channelId, more = {}) {
      const channel = channelId === undefined ? general : channelOf(workspace, channelId)
      if (!channel.members.has(userId)) throw new Error(`${user.name} is not in ${channel.name}`)
      await (text.startsWith('/') ? runCommand(actor, channel, text, more) : say(actor, channel, text, more))
    },
    async press(messageId, controlId, value) {
      const place = placeOf(actor, messageId)
      if ('message' in place) {
        const { message, channel } = place
        const prompt = promptOf(message, controlId)
        if (prompt !== undefined) return say(actor, channel, prompt, { thread: message.ts })
        const links = readMessage(workspace, message).controls.filter(({ kind }) => kind === 'link')
        if (/^https?:/.test(controlId) && links.some(({ id }) => id === controlId)) return
      }
      await pressControl(actor, place, controlId, value)
    },
    submit: async (values, files = {}) => submitForm(actor, openForm(), values, files),
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
      const { channel, message } = messagePlace(actor, messageId)
      return say(actor, channel, text, { thread: message.threadTs ?? message.ts })
    },
    edit: (messageId, text) => editOwn(actor, messageId, text),
    remove: (messageId) => removeOwn(actor, messageId),
    open: (fileId) => openFile(actor, fileId),
    removeFile: (fileId) => removeOwnFile(actor, fileId),
    openAssistant: () => openAssistant(actor, direct, general),
    prompts: (threadId) => messagePlace(actor, threadId).message.assistant?.prompts ?? [],
    status: (threadId) => messagePlace(actor, threadId).message.status?.text,
    messageMenu: () => slack.app.shortcuts.map(({ label }) => label),
    choose: (messageId, label) => chooseShortcut(actor, messagePlace(actor, messageId), label),
    shortcut: (callbackId, messageId) =>
      messageId === undefined
        ? runShortcut(actor, direct, callbackId)
        : runMessageShortcut(actor, messagePlace(actor, messageId), callbackId),
    async suggestIn(messageId, actionId, typed) {
      return labelled(await suggestOptions(actor, placeOf(actor, messageId), actionId, typed))
    },
    openHome: () => sendHomeOpened(slack, workspace, userId, direct),
  }
}

const labelled = (options: Option[]) => options.map(({ value, text }) => ({ value, label: text.text }))
