import type { SeenControl, SeenMessage } from '../driver'
import { assistantBlocks } from './assistant'
import { messageObject } from './message-object'
import { allBlocks } from './messages'
import { slackbot } from './people'
import { seenPictures } from './pictures'
import { readBlocks } from './read-blocks'
import type { Message, Workspace } from './state'
import { readMrkdwn } from './text'

const alreadyRead = new WeakMap<Message, SeenMessage>()

/** A message as a person sees it. */
export function readMessage(workspace: Workspace, message: Message): SeenMessage {
  const known = alreadyRead.get(message)
  if (known) return known
  const { files, threadTs } = message
  const pictures = seenPictures(workspace, message)
  const seen: SeenMessage = {
    id: message.ts,
    channel: message.channel,
    ...(threadTs === undefined || threadTs === message.ts ? {} : { thread: threadTs }),
    ...(files ? { files: files.filter((file) => !file.isDeleted).map(seenFile) } : {}),
    ...(pictures.length > 0 ? { pictures } : {}),
    author:
      message.user === slackbot ? 'Slackbot' : (workspace.users.get(message.user)?.name ?? message.user),
    fromBot: message.botId !== undefined || message.user === slackbot,
    ...readBody(workspace, message),
    private: message.onlyFor !== undefined,
    pings: message.pings,
    edited: message.edited !== undefined,
    raw: rawOf(workspace, message),
  }
  alreadyRead.set(message, seen)
  return seen
}

function readBody(workspace: Workspace, message: Message): { text: string; controls: SeenControl[] } {
  const blocks = message.assistant ? assistantBlocks(message) : allBlocks(message)
  const body = readBlocks(workspace, blocks)
  const plain = message.blocks?.length || message.assistant ? undefined : readMrkdwn(workspace, message.text)
  const links = (plain?.links ?? []).map(({ url, label }) => ({
    id: url,
    kind: 'link' as const,
    label,
    disabled: false,
  }))
  const extra = (message.attachments ?? []).map((each) => readMrkdwn(workspace, each.text ?? '').text)
  return {
    text: [plain?.text ?? '', body.text, ...extra].filter((part) => part !== '').join('\n'),
    controls: [...links, ...body.controls],
  }
}

/** The client, unlike the app, is also told what to offer and what the app is doing. */
function rawOf(workspace: Workspace, message: Message) {
  return {
    ...messageObject(workspace, message),
    ...(message.assistant ? { blocks: assistantBlocks(message) } : {}),
    ...(message.status === undefined ? {} : { status: message.status.text }),
  }
}

const seenFile = ({ id, name, bytes }: { id: string; name: string; bytes: Uint8Array }) => ({
  id,
  name,
  sizeBytes: bytes.length,
})
