import { join } from 'node:path'
import { createFileStore } from '../../adapters/storage'
import { createCards } from '../../src/cards'
import {
  type Answer,
  type Card,
  type ChatProfile,
  type ChatUser,
  type ContentReader,
  createDispatch,
  FileUnavailable,
  type GivenFile,
  type Happening,
  type Interaction,
  type Mail,
  type Mailer,
  type Messenger,
  type Place,
  type Platform,
  type PostedMessage,
  type ProfileReader,
  plainText,
  type Responder,
  type SpokenMessage,
  type Stream,
} from '../../src/chat'
import { parseConfig } from '../../src/config'
import { createDraftStore } from '../../src/drafts'
import type { Enqueue } from '../../src/feature'
import { createFeatures, type FeatureOptions, registryOf } from '../../src/features'
import { createNotices } from '../../src/notices'
import { createIdentify } from '../../src/people'
import { createSecrets } from '../../src/secrets'
import { createTestClock } from './clock'
import { createTestDatabase, type TestDatabase } from './database'
import { createTestModel } from './model'

export interface SentMessage {
  to: ChatUser | PostedMessage
  card: Card
  edited: boolean
}

/**
 * The whole product but for sockets: real database, real dispatch and delivery; platforms and mail are ports in memory.
 * `settings`: variables of the environment that say what the plans allow. `paying`: how people pay; nobody charges them
 * where that is not given.
 */
export async function createRolecall(
  given?: TestDatabase,
  settings: Record<string, string> = {},
  paying: Partial<Pick<FeatureOptions, 'payments' | 'prices' | 'roleMirrors'>> = {},
) {
  const database = given ?? (await createTestDatabase())
  const db = database.dataSource
  const clock = createTestClock()
  const profiles = new Map<string, ChatProfile>()
  const sent: SentMessage[] = []
  const mails: { to: string; mail: Mail }[] = []
  const logged: { data: object; message: string }[] = []
  const blocked = new Set<string>()
  const away = new Set<string>()
  const write = (data: object, message: string) => void logged.push({ data, message })
  // An unexpected error is a defect of the product: the test fails with it instead of with the polite answer.
  const failures: unknown[] = []
  const error = (data: object, message: string) => {
    write(data, message)
    if ('err' in data) failures.push(data.err)
  }
  const log = { info: write, warn: write, error }
  let messages = 0

  const messengerOf = (platform: Platform): Messenger => ({
    async direct(to, card) {
      if (blocked.has(keyOf(to))) return { ok: false, why: 'blocked' }
      sent.push({ to, card, edited: false })
      messages += 1
      return {
        ok: true,
        posted: { platform, tenant: to.tenant, channelId: `direct-${to.userId}`, messageId: `m${messages}` },
      }
    },
    async edit(posted, card) {
      if (away.has(posted.tenant)) return { ok: false, why: 'disconnected' }
      sent.push({ to: posted, card, edited: true })
      return { ok: true, posted }
    },
  })
  const mailer: Mailer = {
    async send(to, mail) {
      mails.push({ to, mail })
      return { ok: true }
    },
  }
  const reader: ProfileReader = {
    profile: async (user) => profiles.get(keyOf(user)) ?? null,
    tenantName: async () => null,
  }
  const messengers = new Map<Platform, Messenger>([
    ['slack', messengerOf('slack')],
    ['discord', messengerOf('discord')],
  ])
  const secrets = createSecrets([{ id: 'test', key: Buffer.alloc(32, 7) }])
  const model = createTestModel()
  const files = createFileStore({ s3: null, query: (sql, parameters) => db.query(sql, parameters) })
  const handedOver = new Map<string, Uint8Array>()
  const namesOf = new Map<string, string>()
  const overheard: SpokenMessage[] = []
  const contents: ContentReader = {
    recent: async () => overheard,
    async *file({ address }, maxBytes) {
      const bytes = handedOver.get(address)
      if (!bytes) throw new FileUnavailable('gone')
      if (bytes.length > maxBytes) throw new FileUnavailable('tooLarge')
      yield bytes
    },
  }
  const asked: (() => Promise<void>)[] = []
  const enqueue: Enqueue = async (job, payload) => {
    const known = job.schema.parse(payload)
    asked.push(() => job.run(known, new AbortController().signal))
  }
  const options: FeatureOptions = {
    db,
    contents: () => contents,
    files,
    model,
    plans: parseConfig(settings).plans,
    prices: { currency: 'USD', inputMicros: 150_000, outputMicros: 600_000 },
    payments: null,
    roleMirrors: () => undefined,
    ...paying,
    embedder: null,
    enqueue,
    readerArguments: ['-r', join(__dirname, 'typescript.cjs')],
    secrets,
    publicUrl: 'http://rolecall.test',
    clock,
    log,
    profiles: () => reader,
  }
  const { parts, claimCode, places } = createFeatures(options)
  const registry = registryOf(parts)
  const cards = createCards({
    db,
    messengers,
    kinds: parts.flatMap((part) => part.cards ?? []),
    clock,
    log: log as never,
  })
  const notices = createNotices({
    db,
    messengers,
    mailer,
    kinds: parts.flatMap((part) => part.notices ?? []),
    mails: parts.flatMap((part) => part.mails ?? []),
    followers: parts.flatMap((part) => part.followers ?? []),
    cards,
    clock,
    log: log as never,
  })
  const dispatch = createDispatch({
    registry,
    identify: createIdentify({ db, profiles: () => reader, log }),
    drafts: createDraftStore(db),
    remember: cards.remember,
    clock,
    log,
  })

  return {
    db,
    url: database.url,
    clock,
    registry,
    parts,
    claimCode,
    places,
    /** What the features were made with. */
    options,
    secrets,
    sent,
    mails,
    logged,
    blocked,
    /** Tenants in which the app is not installed any more. */
    away,
    model,
    files,
    contents,
    /** What others said in the thread, as the platform tells it. */
    overheard,
    /** Hands over a file with the next things a user does; resolves to what the interaction carries. */
    file(name: string, bytes: Uint8Array | string): GivenFile {
      const id = `F${namesOf.size + 1}`
      const content = Buffer.from(bytes)
      namesOf.set(id, name)
      handedOver.set(id, content)
      return { id, name, sizeBytes: content.length, source: { platform: 'slack', tenant: 'T', address: id } }
    },
    /** The platform no longer has files of that name. */
    forget(name: string): void {
      for (const [id, known] of namesOf) if (known === name) handedOver.delete(id)
    },
    /** The queue is emptied by somebody. */
    forgetWork(): void {
      asked.length = 0
    },
    /** Does the jobs that were asked for, as a worker would. */
    async work(): Promise<void> {
      for (let job = asked.shift(); job; job = asked.shift()) await job()
    },
    dispatch,
    close: database.close,
    /** Makes a chat user that the platform knows. */
    user(user: ChatUser, profile: Partial<ChatProfile> = {}, tenant: string | null = user.tenant): TestUser {
      const known = { name: user.userId, bot: false, guest: false, stranger: false, ...profile }
      profiles.set(keyOf(user), known)
      const receive: typeof dispatch = async (interaction, responder) => {
        await dispatch(interaction, responder)
        const [failure] = failures.splice(0)
        if (failure !== undefined) throw failure
      }
      return new TestUser(user, known.name, tenant, receive)
    },
    /** Delivers everything owed, as the worker would. */
    async deliver(): Promise<void> {
      while ((await notices.deliverDue()) > 0);
    },
    /** Runs every sweep once, until nothing is due. */
    async sweep(): Promise<void> {
      for (const { run } of parts.flatMap((part) => part.sweeps ?? [])) while ((await run()) > 0);
    },
    /** What a person got privately, newest last. */
    inboxOf: (user: TestUser): Card[] =>
      sent
        .filter(({ to, edited }) => !edited && 'userId' in to && to.userId === user.id.userId)
        .map(({ card }) => card),
  }
}

export type Rolecall = Awaited<ReturnType<typeof createRolecall>>

const keyOf = ({ platform, tenant, userId }: ChatUser) => `${platform}:${tenant}:${userId}`

let happenings = 0

/** What goes along with something done: where it is done, other than in a channel, and files. */
export interface Doing {
  place?: Partial<Place>
  files?: readonly GivenFile[]
}

/** One chat user: does things, and keeps what was answered last. */
export class TestUser {
  answers: Answer[] = []
  /** The messages of the last answer that grew, and every state in which they were shown. */
  grown: { cards: readonly Card[]; shown: string[] } = { cards: [], shown: [] }
  constructor(
    readonly id: ChatUser,
    readonly name: string,
    /** Slack team or Discord guild spoken in; null in a Discord direct message. */
    readonly tenant: string | null,
    private readonly dispatch: (interaction: Interaction, responder: Responder) => Promise<void>,
  ) {}

  /** The same person elsewhere: another guild, or with null a Discord direct message. */
  in(tenant: string | null): TestUser {
    return new TestUser(this.id, this.name, tenant, this.dispatch)
  }

  command(command: string, line: string | Record<string, string> = ''): Promise<Answer> {
    return this.does({
      kind: 'command',
      command,
      words: typeof line === 'string' ? { line } : { options: line },
    })
  }

  press(press: string, key?: string): Promise<Answer> {
    return this.does({ kind: 'press', press }, key)
  }

  /** Presses what the last answer shows under this label: a button, or an entry of a row's menu. */
  click(label: string, key?: string): Promise<Answer> {
    return this.press(pressOf(this.last, label), key)
  }

  submit(values: Record<string, string | string[]>, key?: string): Promise<Answer> {
    const { last } = this
    if (last.kind !== 'form' && last.kind !== 'fix')
      throw new Error(`no form is open: ${JSON.stringify(last)}`)
    return this.does({ kind: 'submit', submit: last.form.submit, values }, key)
  }

  get last(): Answer {
    const answer = this.answers.at(-1)
    if (!answer) throw new Error('nothing was answered')
    return answer
  }

  /** The same `key` is the same happening, delivered again. */
  async does(happening: Happening, key?: string, more: Doing = {}): Promise<Answer> {
    const answers = await this.tries(happening, key, more)
    const [answer, ...others] = answers
    if (!answer || others.length > 0) throw new Error(`one answer expected, got ${answers.length}`)
    this.answers.push(answer)
    return answer
  }

  /** Writes to the bot, or in a place where it may take part. */
  says(text: string, more: Doing & { addressed?: boolean; key?: string } = {}): Promise<Answer[]> {
    const { addressed = true, key } = more
    return this.tries({ kind: 'message', id: `m${happenings}`, text, addressed }, key, more)
  }

  /** Everything that is answered, which may be nothing. */
  async tries(happening: Happening, key?: string, { place: at, files }: Doing = {}): Promise<Answer[]> {
    happenings += 1
    const answers: Answer[] = []
    const responder: Responder = {
      showsFieldErrors: this.id.platform === 'slack',
      defer: async () => {},
      answer: async (answer) => {
        answers.push(answer.kind === 'stream' ? await this.grow(answer, place) : answer)
        return undefined
      },
      suggest: async (choices) => {
        answers.push({
          kind: 'say',
          audience: 'private',
          card: { title: 'suggestions', rows: choices.map(({ label }) => ({ text: label })) },
        })
      },
    }
    const { platform } = this.id
    const place: Place = {
      platform,
      tenant: this.tenant,
      channelId: 'general',
      direct: this.tenant === null,
      shared: false,
      ...at,
    }
    const sender = { ...this.id, name: this.name, managesTenant: true }
    const interaction = { key: key ?? `h${happenings}`, sender, place, happening, ...(files && { files }) }
    await this.dispatch(interaction, responder)
    return answers
  }

  /** Watches an answer grow to its end, which is returned as if it had been said at once. */
  private async grow(stream: Stream, place: Place): Promise<Answer> {
    const { platform, tenant, channelId } = place
    const posted = { platform, tenant: tenant ?? platform, channelId, messageId: `g${happenings}` }
    const shown: string[] = []
    const tracked = stream.audience !== 'private' || place.direct
    const thread =
      stream.audience === 'thread' && !place.direct ? { threadId: place.threadId ?? `t${happenings}` } : {}
    const { cards, shown: tell } = await stream.write({
      posted: tracked ? posted : undefined,
      place: { ...place, ...thread },
      signal: this.ending.signal,
      show: (pieces) =>
        shown.push(
          pieces.map((piece) => plainText(piece, { locale: 'en', timeZone: 'UTC', now: 0 })).join('|'),
        ),
    })
    await tell?.(
      tracked ? cards.map((_, index) => ({ ...posted, messageId: `${posted.messageId}${index || ''}` })) : [],
    )
    this.grown = { cards, shown }
    const audience = stream.audience === 'thread' ? 'channel' : stream.audience
    return { kind: 'say', card: cards.at(-1) ?? { title: '' }, audience }
  }

  /** Aborted: the process is about to end. */
  readonly ending = new AbortController()
}

export function cardOf(answer: Answer): Card {
  if ('card' in answer) return answer.card
  throw new Error(`a card expected, got ${JSON.stringify(answer)}`)
}

export function titleOf(answer: Answer): string {
  if ('card' in answer) return answer.card.title
  return 'form' in answer ? answer.form.title : answer.title
}

/** Everything a card says, as JSON: good enough to look for words in. */
export const wordsOf = (answer: Answer): string =>
  JSON.stringify('card' in answer ? answer.card : 'form' in answer ? answer.form : answer.title)

export function pressOf(answer: Answer, label: string): string {
  const card = cardOf(answer)
  const rows = card.rows ?? []
  const all = [
    ...(card.buttons ?? []),
    ...rows.flatMap((row) => (row.button ? [row.button] : [])),
    ...rows.flatMap((row) => row.menu?.options ?? []),
  ]
  const found = all.find((button) => button.label === label)
  if (!found || !('press' in found)) throw new Error(`no "${label}" on ${JSON.stringify(card)}`)
  return found.press
}
