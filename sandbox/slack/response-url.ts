import { appAuthor } from './app'
import { readContent } from './content'
import { addMessage, editMessage, findMessage, removeMessage } from './messages'
import type { Json, Slack } from './state'
import { channelOf, workspaceOf } from './workspace'

/** Where an answer to a command or a press goes. */
export interface ResponseTarget {
  teamId: string
  channelId: string
  userId: string
  /** The message that was pressed. */
  messageTs?: string
}

/** Addresses that take five answers within thirty minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export interface ResponseUrls {
  issue(target: ResponseTarget): string
  /** Counts one use. */
  take(id: string): ResponseTarget | { code: 'used_url' | 'expired_url' }
}

export function createResponseUrls(slack: Pick<Slack, 'clock' | 'ids' | 'limits' | 'origin'>): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; issuedAt: number; uses: number }>()
  const isOld = (issuedAt: number) => slack.clock.now() - issuedAt > slack.limits.responseUrlLifetimeMs
  return {
    issue(target) {
      for (const [id, { issuedAt }] of issued) {
        if (!isOld(issuedAt)) break
        issued.delete(id)
      }
      const id = slack.ids.secret()
      issued.set(id, { target, issuedAt: slack.clock.now(), uses: 0 })
      return `${slack.origin}/respond/${id}`
    },
    take(id) {
      const found = issued.get(id)
      if (!found || isOld(found.issuedAt)) return { code: 'expired_url' }
      if (found.uses >= slack.limits.responseUrlUses) return { code: 'used_url' }
      found.uses += 1
      return found.target
    },
  }
}

/** Carries out what the app answered, there or in its acknowledgement; throws `ApiRefusal` like a method. */
export function respond(slack: Slack, target: ResponseTarget, body: Json): void {
  const channel = channelOf(workspaceOf(slack, target.teamId), target.channelId)
  const original = target.messageTs === undefined ? undefined : findMessage(channel, target.messageTs)
  if (isTrue(body.delete_original)) {
    if (original) removeMessage(slack, channel, original.ts)
    return
  }
  const content = readContent(body)
  if (isTrue(body.replace_original) && original) {
    editMessage(slack, channel, original.ts, content)
    return
  }
  const isPublic = body.response_type === 'in_channel'
  const threadTs = typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}
  addMessage(slack, channel, {
    ...content,
    ...appAuthor(slack.app),
    ...threadTs,
    ...(isPublic ? {} : { onlyFor: target.userId }),
  })
}

const isTrue = (value: unknown) => value === true || value === 'true'
