import type { MessageCounts } from '../../protocol'

/** What has been read in this tab: how many messages of each channel, and which mails. */
export interface ReadMarks {
  slack?: MessageCounts
  discord?: MessageCounts
  mails?: string[]
}

const keyOf = (run: string) => `sandbox ${run}`

/** What this tab remembers of a run of the sandbox; nothing at first. */
export function recallRead(run: string): ReadMarks {
  return JSON.parse(sessionStorage.getItem(keyOf(run)) ?? '{}')
}

export function rememberRead(run: string, marks: ReadMarks): void {
  sessionStorage.setItem(keyOf(run), JSON.stringify(marks))
}

/** What was there when the page first looked counts as read; messages that were deleted cannot be unread. */
export function settleCounts(read: MessageCounts | undefined, counts: MessageCounts): MessageCounts {
  if (!read) return counts
  return mapCounts(counts, (count, userId, channel) => Math.min(read[userId]?.[channel] ?? 0, count))
}

function mapCounts(
  counts: MessageCounts,
  change: (count: number, userId: string, channel: string) => number,
): MessageCounts {
  const ofPerson = (userId: string, channels: Record<string, number>) =>
    Object.entries(channels).map(([channel, count]) => [channel, change(count, userId, channel)])
  return Object.fromEntries(
    Object.entries(counts).map(([userId, channels]) => [
      userId,
      Object.fromEntries(ofPerson(userId, channels)),
    ]),
  )
}

export function markRead(
  read: MessageCounts = {},
  userId: string,
  channel: string,
  count: number,
): MessageCounts {
  return { ...read, [userId]: { ...read[userId], [channel]: count } }
}
