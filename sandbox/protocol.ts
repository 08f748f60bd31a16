import { z } from 'zod'
import type { Chatter, Platform, SeenChannel, SeenForm, SeenMessage } from './driver'
import type { SeenMail } from './mail/seen-mail'

/** What the page and the sandbox say to each other over the websocket: JSON, one object per frame. */
export type ListedCommand = ReturnType<Chatter['commands']>[number]

export interface ListedPerson {
  userId: string
  name: string
  email: string
  /** One line about them: what the platform knows, and what makes them special. */
  about: string
}

/** All that one person sees at one platform. */
export interface PersonView {
  userId: string
  channels: SeenChannel[]
  /** Roles or user groups the person is in. */
  groups: string[]
  home?: SeenMessage
  form?: SeenForm
  commands: ListedCommand[]
  /** What the bot offers in the menu of a message. */
  menu: string[]
}

/** How many messages each person can see by now, by user and channel, so that the page can mark what is new. */
export type MessageCounts = Record<string, Record<string, number>>

export interface PlatformInfo {
  platform: Platform
  /** Name of the Slack workspace or the Discord server. */
  place: string
  people: ListedPerson[]
}

/** What comes of a request, where it asks for something. */
export interface Answer {
  suggestions?: { value: string; label: string }[]
  /** The assistant thread that was begun. */
  thread?: string
}

export type FromSandbox =
  /** `run` names this start of the sandbox: what a page remembers of another one is of no use. */
  | { kind: 'world'; run: string; platforms: PlatformInfo[] }
  | { kind: 'view'; platform: Platform; view: PersonView }
  | { kind: 'counts'; platform: Platform; messages: MessageCounts }
  /** Whether the bot is connected to the platform. */
  | { kind: 'bot'; platform: Platform; connected: boolean }
  | { kind: 'mails'; mails: SeenMail[] }
  /** Sandbox time in milliseconds since 1970. */
  | { kind: 'clock'; now: number }
  | ({ kind: 'done'; id: number } & Answer)
  | { kind: 'failed'; id: number; why: string }

const person = { platform: z.enum(['slack', 'discord']), as: z.string() }
const words = z.string().max(20_000)
/** Ids that `POST /sandbox/upload` gave. */
const uploads = z.array(z.string())

/** What the page asks for; everything about a person maps one to one onto `Chatter`. */
export const request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('watch'), ...person }),
  z.strictObject({
    do: z.literal('type'),
    ...person,
    text: words,
    channel: z.string().optional(),
    thread: z.string().optional(),
    files: uploads.optional(),
  }),
  z.strictObject({ do: z.literal('edit'), ...person, message: z.string(), text: words }),
  z.strictObject({ do: z.literal('remove'), ...person, message: z.string() }),
  z.strictObject({ do: z.literal('choose'), ...person, message: z.string(), label: z.string() }),
  z.strictObject({ do: z.literal('openAssistant'), ...person }),
  z.strictObject({
    do: z.literal('press'),
    ...person,
    message: z.string(),
    control: z.string(),
    value: words.optional(),
  }),
  z.strictObject({
    do: z.literal('submit'),
    ...person,
    values: z.record(z.string(), z.union([words, z.array(words)])),
    files: z.record(z.string(), uploads),
  }),
  z.strictObject({ do: z.literal('close'), ...person }),
  z.strictObject({ do: z.literal('openHome'), ...person }),
  z.strictObject({
    do: z.literal('suggest'),
    ...person,
    where: z.union([
      z.strictObject({ command: z.string(), option: z.string() }),
      z.strictObject({ field: z.string() }),
    ]),
    typed: words,
  }),
  z.strictObject({
    do: z.literal('advance'),
    hours: z
      .number()
      .min(0)
      .max(24 * 366),
  }),
  z.strictObject({
    do: z.literal('fault'),
    fault: z.enum(['slackDown', 'discordDown', 'mailDown', 'dropSockets', 'duplicate', 'slow', 'clear']),
  }),
])

export type Request = z.infer<typeof request>
export type Fault = Extract<Request, { do: 'fault' }>['fault']
export const numberedRequest = z.object({ id: z.number().int(), ask: request })
