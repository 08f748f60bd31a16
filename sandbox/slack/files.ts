import type { Channel, Message } from './channel'
import type { FileDraft, SlackFile } from './file'
import { fileTypeOf } from './file-types'
import type { Json } from './json'
import type { Slack, Workspace } from './state'

/** Keeps the file, shared nowhere yet. */
export function keepFile(slack: Slack, workspace: Workspace, draft: FileDraft): SlackFile {
  const id = draft.id ?? slack.ids.next('F')
  const place = `${slack.origin}/files-pri/${workspace.teamId}-${id}`
  const name = encodeURIComponent(draft.name.toLowerCase())
  const file: SlackFile = {
    id,
    name: draft.name,
    title: draft.title ?? draft.name,
    mediaType: draft.mediaType ?? fileTypeOf(draft.name).mediaType,
    bytes: draft.bytes,
    user: draft.user,
    userTeam: workspace.users.get(draft.user)?.teamId ?? workspace.teamId,
    createdAt: slack.clock.now(),
    channels: [],
    address: `${place}/${name}`,
    downloadAddress: `${place}/download/${name}`,
    isDeleted: false,
    readyAt: slack.clock.now() + (draft.processingMs ?? 0),
  }
  workspace.files.set(id, file)
  return file
}

/** The file as it is once it stands in `channel` too. */
export function shareFile(workspace: Workspace, file: SlackFile, { id, direct }: Channel): SlackFile {
  const shared = { ...file, channels: [...file.channels, { id, direct }] }
  workspace.files.set(file.id, shared)
  return shared
}

/** Takes the file away from Slack and from every message that shows it. */
export function removeFile(slack: Slack, workspace: Workspace, fileId: string): SlackFile {
  const file = workspace.files.get(fileId)
  if (!file || file.isDeleted) throw new Error(`there is no file ${fileId}`)
  const deleted: SlackFile = { ...file, bytes: new Uint8Array(), isDeleted: true }
  workspace.files.set(fileId, deleted)
  for (const channel of workspace.channels.values()) {
    channel.messages = channel.messages.map((message) => {
      if (!message.files?.some((each) => each.id === fileId) && !showsPicture(message, fileId)) return message
      if (!message.files) return { ...message }
      return { ...message, files: message.files.map((each) => (each.id === fileId ? deleted : each)) }
    })
  }
  slack.changed()
  return deleted
}

const showsPicture = ({ blocks = [] }: Message, fileId: string) =>
  blocks.some((block) => block.type === 'image' && block.slack_file?.id === fileId)

/** https://docs.slack.dev/reference/objects/file-object */
export function fileObject(file: SlackFile): Json {
  const { filetype, prettyType, isSnippet } = fileTypeOf(file.name)
  const seconds = Math.floor(file.createdAt / 1_000)
  const shared = (direct: boolean) => file.channels.filter((each) => each.direct === direct)
  return {
    id: file.id,
    created: seconds,
    timestamp: seconds,
    name: file.name,
    title: file.title,
    mimetype: file.mediaType,
    filetype,
    pretty_type: prettyType,
    user: file.user,
    user_team: file.userTeam,
    editable: isSnippet,
    size: file.bytes.length,
    mode: isSnippet ? 'snippet' : 'hosted',
    is_external: false,
    external_type: '',
    is_public: shared(false).length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: file.address,
    url_private_download: file.downloadAddress,
    permalink: file.address.replace('/files-pri/', '/files/'),
    comments_count: 0,
    is_starred: false,
    channels: shared(false).map(({ id }) => id),
    groups: [],
    ims: shared(true).map(({ id }) => id),
    has_rich_preview: false,
    file_access: 'visible',
  }
}

/** A file as messages show it. */
export function sharedFileObject(workspace: Workspace, file: SlackFile): Json {
  if (file.isDeleted) return { id: file.id, mode: 'tombstone' }
  // Of people of another workspace only the id is told: https://docs.slack.dev/apis/slack-connect/using-slack-connect-api-methods#files
  if (file.userTeam !== workspace.teamId) {
    return { id: file.id, created: 0, timestamp: 0, mode: 'file_access', file_access: 'check_file_info' }
  }
  return fileObject(file)
}
