import { setTimeout as delay } from 'node:timers/promises'
import { ulid } from 'ulid'
import type { Actor } from '../access'
import type { Clock } from '../clock'
import type { Receive } from './adapter'
import { type Answer, type CardSubject, say } from './answer'
import type { Context, Home, Visit } from './context'
import { explainCard } from './explain'
import { createDrafts, type DraftStore } from './fix-by-button'
import type { Interaction, PostedMessage, Responder } from './interaction'
import { isRefusal, type RefusalReason, refuse } from './refusal'
import type { Registry } from './registry'
import { type Route, route } from './route'
import { suggest } from './suggest'
import type { Reader } from './text'

/** What is known about who speaks, read anew for every interaction (R4, R22). */
export interface Identified {
  actor: Actor | null
  home: Home | null
  /** Outcome stored by an earlier delivery; undefined when there is none. */
  earlier?: unknown
  locale: string
  timeZone: string
  /** Why a handler for known people must refuse. */
  refusal?: RefusalReason
}

export type Identify = (interaction: Interaction, at: number) => Promise<Identified>

export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

export interface DispatchOptions {
  registry: Registry
  identify: Identify
  drafts: DraftStore
  /** Remembers where a subject is shown, so that it can be redrawn. */
  remember(
    subject: CardSubject,
    posted: PostedMessage,
    personId: string | null,
    reader: Reader,
  ): Promise<void>
  clock: Clock
  log: Log
  /** Interactions under way at once; more are told to try again (P4). */
  maxInFlight?: number
}

/** Discord and Slack wait three seconds for a first response; work that takes longer is announced after this. */
const DEFER_AFTER_MS = 2_000

/** Takes every interaction of every platform to its handler and back; the only place that catches what a handler throws (B8). */
export function createDispatch(options: DispatchOptions): Receive {
  const { registry, clock, log, maxInFlight = 256 } = options
  const drafts = createDrafts(options.drafts, clock)
  let inFlight = 0

  return async (interaction, responder) => {
    if (inFlight >= maxInFlight) return answerSafely(responder, say(explainCard(refuse({ code: 'busy' }))))
    inFlight += 1
    const deferral = new AbortController()
    try {
      const at = clock.now()
      const { happening } = interaction
      const identified = await options.identify(interaction, at)
      const visit = visitOf(interaction, identified, at)
      if (happening.kind === 'complete' || happening.kind === 'search')
        return await responder.suggest(await suggest(registry, visit, happening))
      const found = route(registry, drafts, happening)
      const deferred = found.first === 'reply' ? deferLate(responder, deferral.signal) : undefined
      const answer = await run(found, visit, identified, responder)
      deferral.abort()
      await deferred
      await deliver(answer, visit, responder)
    } catch (error) {
      deferral.abort()
      const reference = ulid().slice(-4)
      log.error(
        { err: error, reference, key: interaction.key, happening: nameOf(interaction) },
        'interaction failed',
      )
      await answerSafely(responder, say(somethingWentWrong(reference)))
    } finally {
      inFlight -= 1
    }
  }

  async function run(
    found: Route,
    visit: Visit,
    identified: Identified,
    responder: Responder,
  ): Promise<Answer> {
    if (found.who === 'known') {
      const why =
        identified.refusal ??
        (visit.actor ? undefined : { code: 'notLinked' as const, why: 'noMatch' as const })
      if (why) return found.refused(refuse(why))
    }
    const result = await found.run(visit as Context)
    if (!isRefusal(result))
      return result.kind === 'fix' && !responder.showsFieldErrors ? drafts.offer(result, visit) : result
    const form = result.field ? await found.form?.(visit as Context) : undefined
    if (!form || isRefusal(form) || !result.field) return found.refused(result)
    const fixing = { kind: 'fix', form, errors: { [result.field]: explainCard(result).title } } as const
    return responder.showsFieldErrors ? fixing : drafts.offer(fixing, visit)
  }

  async function deliver(answer: Answer, visit: Visit, responder: Responder): Promise<void> {
    const posted = await responder.answer(answer)
    if (answer.kind !== 'say' || !answer.subject || !posted) return
    const personId = answer.audience === 'channel' ? null : (visit.actor?.personId ?? null)
    await options.remember(answer.subject, posted, personId, visit.reader)
  }

  async function answerSafely(responder: Responder, answer: Answer): Promise<void> {
    try {
      await responder.answer(answer)
    } catch (error) {
      log.warn({ err: error }, 'the platform did not take the answer')
    }
  }
}

function visitOf(interaction: Interaction, identified: Identified, at: number): Visit {
  const { actor, home, earlier, locale, timeZone } = identified
  return {
    actor,
    home,
    at,
    key: `${interaction.sender.platform}:${interaction.key}`,
    ...(earlier !== undefined && { earlier }),
    sender: interaction.sender,
    place: interaction.place,
    reader: { locale, timeZone, now: at },
  }
}

async function deferLate(responder: Responder, signal: AbortSignal): Promise<void> {
  const waited = await delay(DEFER_AFTER_MS, true, { signal }).catch(() => false)
  if (waited) await responder.defer()
}

function nameOf({ happening }: Interaction): string {
  const name = 'command' in happening ? happening.command : 'press' in happening ? happening.press : ''
  return `${happening.kind} ${name}`.trim()
}

const somethingWentWrong = (reference: string) => ({
  tone: 'danger' as const,
  title: `Something went wrong, reference ${reference}`,
  text: 'Please try again. If it happens again, tell whoever runs Rolecall this reference: the log has it.',
})
