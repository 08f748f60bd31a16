import type { ChatUser, Happening } from '../../src/chat'

/** One delivery of something done to one of the requests. */
export interface Click {
  requestId: string
  who: 'owner' | 'requester'
  happening: Happening
  /** The same for every delivery of the same click. */
  key: string
}

/** What a clicking process is told. */
export interface Clicking {
  url: string
  users: Record<Click['who'], { id: ChatUser; name: string; tenant: string | null }>
  clicks: readonly Click[]
  /** Reads, then writes, as somebody might have written it: the negative control. */
  naive: boolean
}

/** What it says at the end: the title that each click was answered with, in the order of the clicks. */
export interface Clicked {
  titles: readonly string[]
}

const MOST_DELIVERIES = 11

/** `count` deliveries on each request: approving, denying, withdrawing, each delivered one to eleven times, well mixed. */
export function mixClicks(requestIds: readonly string[], count: number): Click[] {
  const clicks = requestIds.flatMap((requestId) => {
    const made: Click[] = []
    for (let number = 0; made.length < count; number += 1) {
      const click = clickOf(requestId, number)
      const times = Math.min(((number * 7) % MOST_DELIVERIES) + 1, count - made.length)
      for (let time = 0; time < times; time += 1) made.push(click)
    }
    return made
  })
  return shuffle(clicks)
}

function clickOf(requestId: string, number: number): Click {
  const key = `click ${requestId} ${number}`
  switch (number % 3) {
    case 0:
      return {
        requestId,
        key,
        who: 'owner',
        happening: { kind: 'press', press: `requests.approveAsAsked:${requestId}` },
      }
    case 1:
      return {
        requestId,
        key,
        who: 'owner',
        happening: { kind: 'submit', submit: `requests.deny:${requestId}`, values: { answer: 'No.' } },
      }
    default:
      return {
        requestId,
        key,
        who: 'requester',
        happening: { kind: 'press', press: `requests.withdraw:${requestId}` },
      }
  }
}

/** The same order in every run: multiplicative congruential numbers. */
function shuffle<T>(items: readonly T[]): T[] {
  const mixed = [...items]
  let state = 20_261_122
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    state = (state * 48_271) % 2_147_483_647
    const other = state % (last + 1)
    const [one, two] = [mixed[last], mixed[other]]
    if (one !== undefined && two !== undefined) [mixed[last], mixed[other]] = [two, one]
  }
  return mixed
}
