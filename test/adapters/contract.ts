import type { Chatter } from '../../sandbox/driver'
import type { ChatAdapter, ChatUser, Receive, Registry } from '../../src/chat'
import { describeAnswers } from './cases/answers'
import { describeAttachments } from './cases/attachments'
import { describeCards } from './cases/cards'
import { describeFiles } from './cases/files'
import { describeForms } from './cases/forms'
import { describeMenus } from './cases/menus'
import { describeMessenger } from './cases/messenger'
import { describeReceiving } from './cases/receiving'
import { describeStreams } from './cases/streams'
import { describeThreads } from './cases/threads'
import { createScene } from './scene'

/** One adapter connected to its sandbox platform, with two people who share a channel with the bot. */
export interface AdapterHarness {
  adapter: ChatAdapter
  /** Acts in most cases. */
  olivia: Chatter
  /** Looks on: sees what is said in the channel, not what is private to Olivia. */
  adam: Chatter
  /** Id of a channel in which both and the bot are, as the driver names it. */
  channel: string
  /** What people type to speak to the bot in a channel. */
  mention: string
  /** How the adapter names this person to features. */
  chatUser(chatter: Chatter): ChatUser
  /** Forms show errors at their fields (Slack); otherwise the case is dispatch's to solve. */
  showsFieldErrors: boolean
  /** Where people get suggestions while typing: in a search field of a form (Slack), in an option of a command (Discord). */
  suggestsIn: 'form' | 'command'
  /** From now on the platform refuses private messages of the bot to this person. */
  blockDirectMessages(chatter: Chatter): void
  /** Everything is delivered `extra` more times, until `clearFaults`. */
  duplicateDeliveries(extra: number): void
  /** Copies are recognised by the adapter itself and reach nobody. */
  dropsDuplicates?: true
  clearFaults(): void
  stop(): Promise<void>
}

/** Starts sandbox and adapter, registers the commands of `registry`, and hands every interaction to `receive`. */
export type StartHarness = (registry: Registry, receive: Receive) => Promise<AdapterHarness>

/** What every adapter does alike, over real sockets with the platform's own client. */
export function describeAdapter(name: string, start: StartHarness): void {
  describe(name, () => {
    const scene = createScene(start)
    beforeAll(scene.open)
    afterEach(() => scene.harness.clearFaults())
    afterAll(scene.close)

    describe('receiving', () => describeReceiving(scene))
    describe('forms', () => describeForms(scene))
    describe('answers', () => describeAnswers(scene))
    describe('cards', () => describeCards(scene))
    describe('attachments', () => describeAttachments(scene))
    describe('files', () => describeFiles(scene))
    describe('threads', () => describeThreads(scene))
    describe('streams', () => describeStreams(scene))
    describe('menus', () => describeMenus(scene))
    describe('messenger', () => describeMessenger(scene))
  })
}
