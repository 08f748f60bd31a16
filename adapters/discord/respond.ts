import { type APIInteraction, InteractionType, type REST, SnowflakeUtil } from 'discord.js'
import { type Claiming, createAnswerer } from './answer'
import { interactionCalls } from './calls'
import { openDirect, postDirect } from './direct'
import { errorCode } from './errors'
import { placeOf } from './place'
import type { Answerable } from './screen'
import { channelSpot } from './spot'
import type { Surroundings } from './stream'
import { createSuggester } from './suggest'

/**
 * "You must send an initial response within 3 seconds of receiving the event." Then the person is told that it failed.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
 */
const lateMs = 2_500

/** In milliseconds; Discord's clock and this one may differ. */
const ageOf = ({ id }: APIInteraction, now: number) => now - SnowflakeUtil.timestampFrom(id)

/** Whether Discord may have told the person already that nothing came. */
export const isLate = (raw: APIInteraction, now: number) => ageOf(raw, now) > lateMs

/** How the interaction is answered, by what it is. */
export function createResponder(
  rest: REST,
  raw: APIInteraction,
  { clock, log, ending }: Surroundings & { clock: { now(): number } },
): Claiming {
  const calls = interactionCalls(rest, raw)
  const onOver = (error: unknown) => {
    const ageMs = ageOf(raw, clock.now())
    log.info(
      { interaction: raw.id, code: errorCode(error), ageMs },
      'Discord takes no answer to this interaction',
    )
  }
  if (!isAnswerable(raw)) return createSuggester(calls, onOver)
  // Discord tells nobody's time zone.
  const reader = { locale: raw.locale, timeZone: 'Etc/UTC', now: clock.now() }
  const userId = (raw.member?.user ?? raw.user)?.id ?? ''
  return createAnswerer(raw, {
    calls,
    reader,
    log,
    ending,
    onOver,
    postDirect: (card) => postDirect(rest, userId, card, raw.id),
    directSpot: async () => channelSpot(rest, placeOf(undefined, await openDirect(rest, userId))),
  })
}

const isAnswerable = (raw: APIInteraction): raw is Answerable =>
  raw.type !== InteractionType.ApplicationCommandAutocomplete && raw.type !== InteractionType.Ping
