import type { ChosenFile } from '../driver'
import { builtInCommands } from './app'
import { isRecord } from './blocks/validate'
import { sendMemberJoined } from './events'
import { type Actor, deliverOrTell, issueResponseUrl, issueTrigger, targetOf, tell } from './interactions'
import { ApiRefusal } from './refusal'
import { respond } from './respond'
import type { Channel } from './state'
import { composeCommandText } from './text'

/** What typing `/command text` does, which is nothing in threads: https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function runCommand(
  actor: Actor,
  channel: Channel,
  typed: string,
  more: { files?: ChosenFile[]; thread?: string },
): Promise<void> {
  const { slack, workspace, user } = actor
  const [, name = '', text = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(typed) ?? []
  if (more.thread !== undefined) {
    tell(actor, channel, `/${name} is not supported in threads. Sorry!`, more.thread)
    return
  }
  if (more.files?.length) {
    tell(actor, channel, `/${name} takes no files. Send them as a message.`)
    return
  }
  if (builtInCommands.has(name)) return runBuiltIn(actor, channel, name, text)
  const isKnown = slack.app.commands.some((command) => command.name === name)
  if (!isKnown || workspace.botToken === undefined) {
    tell(actor, channel, `/${name} is not a valid command.`)
    return
  }
  const outcome = await deliverOrTell(actor, channel, `/${name}`, {
    kind: 'slash_commands',
    payload: {
      token: 'sandbox-verification-token',
      team_id: workspace.teamId,
      team_domain: workspace.domain,
      channel_id: channel.id,
      channel_name: channel.direct ? 'directmessage' : channel.name,
      user_id: user.id,
      user_name: user.handle,
      command: `/${name}`,
      text: composeCommandText(workspace, text.trim()),
      api_app_id: slack.app.appId,
      is_enterprise_install: 'false',
      response_url: issueResponseUrl(actor, channel),
      trigger_id: issueTrigger(actor),
    },
  })
  if (outcome.acked) answerInAck(actor, channel, outcome.answer)
}

/** The acknowledgement may carry the first message: https://docs.slack.dev/interactivity/implementing-slash-commands#responding_immediate_response */
function answerInAck(actor: Actor, channel: Channel, answer: unknown): void {
  const body = typeof answer === 'string' ? { text: answer } : answer
  if (!isRecord(body) || (!body.text && !body.blocks && !body.attachments)) return
  try {
    respond(actor.slack, targetOf(actor, channel), body)
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    tell(actor, channel, `The app's answer was refused: ${error.code} ${JSON.stringify(error.more)}`)
  }
}

/** Built-in commands never reach an app; `/invite` brings people and apps into a channel. */
async function runBuiltIn(actor: Actor, channel: Channel, name: string, text: string): Promise<void> {
  if (name !== 'invite') {
    tell(actor, channel, `/${name} is built into Slack; the sandbox leaves it out.`)
    return
  }
  const { slack, workspace, user } = actor
  const invited = [...composeCommandText(workspace, text).matchAll(/<@(\w+)\|/g)].map(([, id]) => id ?? '')
  if (invited.length === 0) tell(actor, channel, 'Whom would you like to invite? Name them with @.')
  for (const id of invited.filter((each) => !channel.members.has(each))) {
    channel.members.add(id)
    slack.changed()
    await sendMemberJoined(slack, workspace, channel, id, user.id)
  }
}
