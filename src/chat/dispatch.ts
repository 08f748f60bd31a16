import { ulid } from 'ulid'
import type { Actor } from '../access'
import type { Clock } from '../clock'
import type { Receive } from './adapter'
import { type Answer, type CardSubject, type ShownTo, type Stream, say } from './answer'
import { cleanInteraction } from './clean'
import type { Context, Home, Visit } from './context'
import { deferLate } from './defer-late'
import { explainCard } from './explain'
import { createDrafts, type DraftStore } from './fix-by-button'
import { watched } from './grow'
import type { Happening, Interaction, Responder } from './interaction'
import type { PostedMessage } from './place'
import { referTo } from './refer-to'
import { isRefusal, type Refusal, type RefusalReason, refuse } from './refusal'
import type { Registry } from './registry'
import { type Route, route } from './route'
import { suggest } from './suggest'
import type { Platform, Reader } from './text'
import type { Card } from './view'

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

/** How an interaction came out: `failed` for a bug or an outage, else the code of the refusal. */
export type Decision = 'answered' | 'failed' | RefusalReason['code']

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
    shownTo: ShownTo | null,
    reader: Reader,
  ): Promise<void>
  clock: Clock
  log: Log
  /** Told of every interaction that is answered; a failing stream is told of once more. */
  decided?(platform: Platform, decision: Decision): void
  /** Interactions under way at once; more are told to try again (P4). */
  maxInFlight?: number
}

/** Takes every interaction of every platform to its handler and back; the only place that catches what a handler throws (B8). */
export function createDispatch(options: DispatchOptions): Receive {
  const { registry, clock, log, decided = () => {}, maxInFlight = 256 } = options
  const drafts = createDrafts(options.drafts, clock)
  let inFlight = 0

  return async (received, responder) => {
    const stream = await answer(received, responder)
    // It takes long and does little, so it is not counted; how much one person may ask is limited where it is asked.
    if (stream) await answerSafely(responder, stream, received)
  }

  /** Answers, but for an answer that will grow: that one is returned. */
  async function answer(received: Interaction, responder: Responder): Promise<Stream | undefined> {
    if (inFlight >= maxInFlight) {
      decided(received.place.platform, 'busy')
      await answerSafely(responder, say(explainCard(refuse({ code: 'busy' }))), received)
      return undefined
    }
    inFlight += 1
    let endDeferral = async () => {}
    try {
      const interaction = cleanInteraction(received)
      const at = clock.now()
      const { happening } = interaction
      if (happening.kind === 'complete' || happening.kind === 'search') {
        const visit = visitOf(interaction, await options.identify(interaction, at), at, options.identify)
        await responder.suggest(await suggest(registry, visit, happening))
        return undefined
      }
      const found = route(registry, drafts, happening)
      if (found.concernsUs && !(await found.concernsUs(interaction.place))) return undefined
      if (found.first === 'reply') endDeferral = deferLate(responder, notTaken(received))
      const identified = await options.identify(interaction, at)
      const visit = visitOf(interaction, identified, at, options.identify)
      const answer = await run(found, visit, identified, responder, happening)
      await endDeferral()
      if (answer?.kind === 'stream') return watch(answer, visit, received)
      if (answer) await deliver(answer, visit, responder)
    } catch (error) {
      await endDeferral()
      await answerSafely(responder, say(apologise(error, received)), received)
    } finally {
      inFlight -= 1
    }
    return undefined
  }

  /** Logs an unexpected error and gives the words that lead to it in the log (B8). */
  function apologise(error: unknown, received: Interaction): Card {
    const reference = ulid().slice(-4)
    log.error({ err: error, reference, ...referTo(received) }, 'interaction failed')
    decided(received.place.platform, 'failed')
    return somethingWentWrong(reference)
  }

  function watch(stream: Stream, visit: Visit, received: Interaction): Stream {
    const shownTo = isOpen(stream.audience) ? null : whoSees(visit)
    return watched(stream, {
      explain: (error) => apologise(error, received),
      remember: (subject, posted) => options.remember(subject, posted, shownTo, visit.reader),
    })
  }

  async function run(
    found: Route,
    visit: Visit,
    identified: Identified,
    responder: Responder,
    { kind }: Happening,
  ): Promise<Answer | null> {
    const context = admit(found, visit, identified)
    if (found.concernsUs && isRefusal(context)) return null
    // Said privately whatever was pressed: a stranger's click leaves the card to the others (B3).
    if (isRefusal(context)) {
      decided(visit.place.platform, context.code)
      return say(explainCard(context))
    }
    const result = await found.run(context)
    if (result === null) return null
    decided(visit.place.platform, isRefusal(result) ? result.code : 'answered')
    // Nobody can be shown a form for having said something.
    if (!isRefusal(result) && kind === 'message') return behindButton(result, visit)
    if (!isRefusal(result))
      return responder.showsFieldErrors
        ? result
        : fitting(result, visit, responder.opensForms !== false && kind !== 'submit')
    const form = result.field ? await found.form?.(context) : undefined
    if (!form || isRefusal(form) || !result.field) return found.refused(result)
    const fixing = { kind: 'fix', form, errors: { [result.field]: explainCard(result).title } } as const
    return responder.showsFieldErrors ? fixing : drafts.offer(fixing, visit)
  }

  /** Discord opens no form in answer to a form, nor after anything else was shown: a button comes between. */
  async function fitting(answer: Answer, visit: Visit, opensForms: boolean): Promise<Answer> {
    if (answer.kind === 'fix') return drafts.offer(answer, visit)
    return opensForms ? answer : behindButton(answer, visit)
  }

  async function behindButton(answer: Answer, visit: Visit): Promise<Answer> {
    return answer.kind === 'form' ? drafts.goOn(answer.form, visit) : answer
  }

  async function deliver(answer: Answer, visit: Visit, responder: Responder): Promise<void> {
    const posted = await responder.answer(answer)
    if (answer.kind !== 'say' || !answer.subject || !posted) return
    const shownTo = isOpen(answer.audience) ? null : whoSees(visit)
    await options.remember(answer.subject, posted, shownTo, visit.reader)
  }

  async function answerSafely(responder: Responder, answer: Answer, received: Interaction): Promise<void> {
    try {
      await responder.answer(answer)
    } catch (error) {
      notTaken(received)(error)
    }
  }

  function notTaken(received: Interaction) {
    return (error: unknown) =>
      log.warn({ err: error, ...referTo(received) }, 'the platform did not take a response')
  }
}

const whoSees = ({ actor, sender }: Visit): ShownTo | null =>
  actor && { personId: actor.personId, userId: sender.userId }

const isOpen = (audience: Stream['audience']) => audience === 'channel' || audience === 'thread'

/** The visit as its handler expects it, or why the handler may not be asked. */
function admit({ who }: Route, visit: Visit, { refusal }: Identified): Context | Refusal {
  if (who === 'anyone') return visit as Context
  // Who is nobody any more by this very click is answered alike when it is delivered again; it may do nothing else (R19).
  if (visit.earlier !== undefined) return { ...visit, actor: visit.actor ?? GONE } as Context
  if (refusal) return refuse(refusal)
  return visit.actor ? (visit as Context) : refuse({ code: 'notLinked', why: 'noMatch' })
}

const GONE: Actor = { personId: '', name: '', accountRoles: [], workspaceRoles: [], teamRoles: [] }

function visitOf(interaction: Interaction, identified: Identified, at: number, identify: Identify): Visit {
  const { actor, home, earlier, locale, timeZone } = identified
  return {
    renew: async () => {
      const now = await identify(interaction, at)
      // Unlinked meanwhile: still somebody, but with no rights anywhere.
      return visitOf(interaction, { ...now, actor: now.actor ?? withoutRoles(actor) }, at, identify)
    },
    actor,
    home,
    at,
    key: `${interaction.sender.platform}:${interaction.key}`,
    ...(earlier !== undefined && { earlier }),
    sender: interaction.sender,
    place: interaction.place,
    files: interaction.files ?? [],
    reader: { locale, timeZone, now: at },
  }
}

const withoutRoles = (actor: Actor | null): Actor | null =>
  actor && { ...actor, accountRoles: [], workspaceRoles: [], teamRoles: [] }

const somethingWentWrong = (reference: string): Card => ({
  tone: 'danger',
  title: `Something went wrong, reference ${reference}`,
  text: 'Please try again. If it happens again, tell whoever runs Rolecall this reference: the log has it.',
})
