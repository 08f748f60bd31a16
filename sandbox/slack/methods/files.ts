import { appAuthor } from '../app'
import type { SlackFile } from '../file'
import { fileObject, keepFile, removeFile, shareFile } from '../files'
import type { Json } from '../json'
import { addMessage } from '../messages'
import type { Call, Method } from '../method'
import { isReady } from '../pictures'
import { ApiRefusal } from '../refusal'
import type { Channel, Slack } from '../state'
import { type PendingUpload, readCompleted } from '../uploads'
import { placeToPost, thread } from './places'

/** Slack keeps files of up to 1 GB: https://slack.com/help/articles/201330736-Add-files-to-Slack */
const maxFileBytes = 1_024 ** 3

function wholeUpload({ slack, workspace }: Call, id: string): PendingUpload & { bytes: Uint8Array } {
  const pending = slack.uploads.get(id)
  if (!pending?.bytes || pending.teamId !== workspace.teamId) throw new ApiRefusal('file_not_found')
  return { ...pending, bytes: pending.bytes }
}

function channelsToShareIn({ slack, workspace, args }: Call): Channel[] {
  const named = [args.channel_id, ...String(args.channels ?? '').split(',')].filter(Boolean)
  const places = named.map((channel) => placeToPost({ slack, workspace, args: { channel } }))
  // https://docs.slack.dev/reference/methods/files.completeUploadExternal#arguments
  if (places.length > 1 && args.thread_ts) throw new ApiRefusal('invalid_arguments')
  return places
}

function share(call: Call, channel: Channel, files: SlackFile[]): void {
  const { slack, workspace, args } = call
  addMessage(slack, channel, {
    ...appAuthor(slack.app),
    text: typeof args.initial_comment === 'string' ? args.initial_comment : '',
    files: files.map((file) => shareFile(workspace, file, channel)),
    ...thread(args.thread_ts),
  })
}

/** Until it has been looked through, Slack does not say what a file is. */
function described(slack: Slack, file: SlackFile): Json {
  const known = fileObject(file)
  return isReady(slack, file) ? known : { ...known, mimetype: '', filetype: '', pretty_type: '' }
}

export const fileMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/files.info */
  'files.info': {
    tier: 4,
    token: 'bot',
    scopes: ['files:read'],
    run({ slack, workspace, args }) {
      const file = workspace.files.get(String(args.file ?? ''))
      if (!file) throw new ApiRefusal('file_not_found')
      if (file.isDeleted) throw new ApiRefusal('file_deleted')
      return { file: described(slack, file), comments: [], response_metadata: { next_cursor: '' } }
    },
  },
  /** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
  'files.getUploadURLExternal': {
    tier: 4,
    token: 'bot',
    scopes: ['files:write'],
    run({ slack, workspace, args }) {
      const name = String(args.filename ?? '')
      const sizeBytes = Number(args.length)
      if (name === '' || !Number.isInteger(sizeBytes) || sizeBytes <= 0) {
        throw new ApiRefusal('invalid_arguments')
      }
      if (sizeBytes > maxFileBytes) throw new ApiRefusal('file_upload_size_restricted')
      const id = slack.ids.next('F')
      const secret = slack.ids.secret()
      slack.uploads.set(id, { id, teamId: workspace.teamId, name, sizeBytes, secret })
      return { upload_url: `${slack.origin}/upload/v1/${secret}`, file_id: id }
    },
  },
  /** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
  'files.completeUploadExternal': {
    tier: 4,
    token: 'bot',
    scopes: ['files:write'],
    run(call) {
      const { slack, workspace, args } = call
      const wanted = readCompleted(args.files)
      if (!wanted) throw new ApiRefusal('invalid_arguments')
      const places = channelsToShareIn(call)
      const whole = wanted.map(({ id, title }) => ({ ...wholeUpload(call, id), ...(title ? { title } : {}) }))
      const by = { user: slack.app.botUserId, processingMs: slack.limits.fileProcessingMs }
      const kept = whole.map((upload) => keepFile(slack, workspace, { ...upload, ...by }))
      for (const { id } of kept) slack.uploads.delete(id)
      for (const channel of places) share(call, channel, kept)
      return { files: kept.map((file) => described(slack, workspace.files.get(file.id) ?? file)) }
    },
  },
  /** https://docs.slack.dev/reference/methods/files.delete */
  'files.delete': {
    tier: 3,
    token: 'bot',
    scopes: ['files:write'],
    run({ slack, workspace, args }) {
      const file = workspace.files.get(String(args.file ?? ''))
      if (!file) throw new ApiRefusal('file_not_found')
      if (file.isDeleted) throw new ApiRefusal('file_deleted')
      if (file.user !== slack.app.botUserId) throw new ApiRefusal('cant_delete_file')
      removeFile(slack, workspace, file.id)
      return {}
    },
  },
}
