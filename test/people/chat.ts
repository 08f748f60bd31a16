import type { Platform } from '../../src/chat'
import {
  type Answer,
  type Card,
  type ChatProfile,
  type ChatUser,
  createDispatch,
  createRegistry,
  type Form,
  type Interaction,
  plainText,
} from '../../src/chat'
import { connections } from '../../src/connections'
import type { Database } from '../../src/db'
import { createIdentify, people } from '../../src/people'
import { createSecrets } from '../../src/secrets'
import { createTestClock } from '../support/clock'
import { createTestLog, interactionOf, platformOf } from './fixture'

type More = Parameters<typeof interactionOf>[1]

export const secrets = createSecrets([{ id: 'k1', key: Buffer.alloc(32, 7) }])

/** People and accounts behind the real dispatch, with a platform that knows these users. */
export function createChat(
  db: Database,
  users: Readonly<Record<string, Partial<ChatProfile>>>,
  tenantName?: () => Promise<string | null>,
) {
  const clock = createTestClock()
  const log = createTestLog()
  const platform = platformOf(users)
  const profiles = (asked: Platform) => {
    const reader = platform.profiles(asked)
    return tenantName ? { ...reader, tenantName } : reader
  }
  const options = { db, profiles, log, secrets, clock }
  const ours = connections(options)
  const theirs = people({ ...options, redeem: ours.redeem })
  const drafts = new Map<string, Form>()
  const dispatch = createDispatch({
    registry: createRegistry([theirs.chat ?? {}, ours.chat ?? {}]),
    identify: createIdentify(options),
    drafts: {
      save: async (id, _owner, form) => void drafts.set(id, form),
      load: async (id) => drafts.get(id) ?? null,
    },
    remember: async () => {},
    clock,
    log,
  })

  /** Delivers one interaction and returns its answer. */
  async function deliver(interaction: Interaction): Promise<Answer> {
    const answers: Answer[] = []
    await dispatch(interaction, {
      showsFieldErrors: true,
      defer: async () => {},
      suggest: async () => {},
      answer: async (answer) => {
        answers.push(answer)
        return undefined
      },
    })
    const [answer] = answers
    if (!answer) throw new Error('no answer')
    return answer
  }

  return {
    clock,
    log,
    accounts: ours,
    people: theirs,
    deliver,
    /** Types a command with a line of words. */
    type: async (user: ChatUser, command: string, line = '', more: More = {}) =>
      cardOf(await deliver(interactionOf(user, { ...more, ...typed(command, line) }))),
    press: async (user: ChatUser, press: string, more: More = {}) =>
      cardOf(await deliver(interactionOf(user, { ...more, happening: { kind: 'press', press } }))),
  }
}

export const typed = (command: string, line: string) => ({
  happening: { kind: 'command', command, words: { line } } as const,
})

export function cardOf(answer: Answer): Card {
  if (!('card' in answer)) throw new Error(`answered with a ${answer.kind}`)
  return answer.card
}

/** Everything a card says, without markup. */
export function wordsOf(card: Card): string {
  const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
  const fields = (card.fields ?? []).flatMap(({ name, value }) => [name, plainText(value, reader)])
  const rows = (card.rows ?? []).map((row) => plainText(row.text, reader))
  return [card.title, plainText(card.text ?? '', reader), ...fields, ...rows].join('\n')
}

/** The code that a card shows. */
export function codeIn(card: Card): string {
  const [code] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(wordsOf(card)) ?? []
  if (!code) throw new Error(`no code in: ${wordsOf(card)}`)
  return code
}
