import type { Context } from '../context'
import { FormErrors } from '../errors'
import { fetchedPayload } from '../message-payload'
import { may } from '../permissions'
import type { StoredMessage } from '../types'
import { channelFor } from './places'
import { type ApiRequest, ok, type Reply } from './router'

const anchors = ['around', 'before', 'after'] as const

/** Newest first, always. https://docs.discord.com/developers/resources/message#get-channel-messages */
export function listMessages(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  const { query } = request
  checkQuery(query)
  // "If the current user is missing the READ_MESSAGE_HISTORY permission …, then no messages will be returned."
  if (!may(context, channel, context.botUserId, 'readMessageHistory')) return ok([])
  const visible = [...channel.messages.values()].filter(({ seenBy }) => seenBy === undefined)
  const page = pageOf(visible, query, Number(query.get('limit') ?? 50))
  return ok(page.reverse().map((message) => fetchedPayload(context, message)))
}

/** A part of `messages`, which come oldest first and stay so. */
function pageOf(messages: StoredMessage[], query: URLSearchParams, limit: number): StoredMessage[] {
  const [around, before, after] = anchors.map((name) => query.get(name))
  if (after) return messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
  if (before) return messages.filter(({ id }) => BigInt(id) < BigInt(before)).slice(-limit)
  if (!around) return messages.slice(-limit)
  const older = messages.filter(({ id }) => BigInt(id) < BigInt(around)).length
  const from = Math.max(older - Math.floor(limit / 2), 0)
  return messages.slice(from, from + limit)
}

function checkQuery(query: URLSearchParams): void {
  const errors = new FormErrors()
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit)) errors.add(['limit'], 'NUMBER_TYPE_COERCE', 'Value is not an integer.')
  if (limit < 1) errors.add(['limit'], 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')
  if (limit > 100) errors.add(['limit'], 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.')
  const given = anchors.filter((name) => query.has(name))
  for (const name of given)
    if (!/^\d{1,20}$/.test(query.get(name) ?? ''))
      errors.add([name], 'NUMBER_TYPE_COERCE', `Value "${query.get(name)}" is not snowflake.`)
  // "Only one may be passed at a time."
  for (const name of given.slice(1))
    errors.add([name], 'BASE_TYPE_FORBIDDEN', `Cannot be combined with ${given[0]}.`)
  errors.throwIfAny()
}
