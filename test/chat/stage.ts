import {
  type Answer,
  type ChatSender,
  type Choice,
  type Command,
  type CommandWords,
  command,
  createDispatch,
  createRegistry,
  type DispatchOptions,
  type DraftStore,
  type Feature,
  type Form,
  type Happening,
  type Identified,
  type Interaction,
  type PostedMessage,
  type Responder,
  say,
} from '../../src/chat'
import { createTestClock } from '../support/clock'

export const ann: ChatSender = { platform: 'slack', tenant: 'T1', userId: 'U1', name: 'Ann' }
export const bob: ChatSender = { ...ann, userId: 'U2', name: 'Bob' }

export const identified: Identified = {
  actor: { personId: 'P1', name: 'Ann', accountRoles: [], workspaceRoles: [], teamRoles: [] },
  home: { connectionId: 'C1', accountId: 'A1', workspaceId: 'W1', defaultTeamId: null },
  locale: 'en',
  timeZone: 'Etc/UTC',
}
export const nobody: Identified = { ...identified, actor: null }

export const posted: PostedMessage = { platform: 'slack', tenant: 'T1', channelId: 'C1', messageId: 'M1' }

/** Writes down what dispatch asks of a platform. */
export class FakeResponder implements Responder {
  readonly calls: string[] = []
  readonly answers: Answer[] = []
  suggested: readonly Choice[] | undefined

  constructor(readonly showsFieldErrors = true) {}

  async defer() {
    this.calls.push('defer')
  }

  async answer(answer: Answer): Promise<PostedMessage | undefined> {
    this.calls.push('answer')
    this.answers.push(answer)
    return posted
  }

  async suggest(choices: readonly Choice[]) {
    this.calls.push('suggest')
    this.suggested = choices
  }

  get only(): Answer {
    const [answer, ...others] = this.answers
    if (!answer || others.length > 0) throw new Error(`answered ${this.answers.length} times`)
    return answer
  }

  /** The title of the one answer. */
  get title(): string {
    if ('card' in this.only) return this.only.card.title
    return 'form' in this.only ? this.only.form.title : this.only.title
  }
}

export function happened(happening: Happening, sender = ann): Interaction {
  const place = { platform: sender.platform, tenant: 'T1', channelId: 'C1', direct: false, shared: false }
  return { key: 'I1', sender, place, happening }
}

export const typed = (name: string, words: CommandWords = { line: '' }): Happening => ({
  kind: 'command',
  command: name,
  words,
})

/** Commands that say what they were called with, for tests in which only the way there matters. */
export const echo = (name: string, declared: Partial<Command> = {}): Command =>
  command({
    name,
    description: 'Says its arguments',
    options: {},
    run: async (_, args) => say({ title: name, text: JSON.stringify(args) }),
    ...declared,
  })

function createFakeDrafts(): DraftStore {
  const kept = new Map<string, Form>()
  const keyOf = (
    id: string,
    { platform, tenant, userId }: { platform: string; tenant: string; userId: string },
  ) => [id, platform, tenant, userId].join()
  return {
    save: async (id, owner, form) => void kept.set(keyOf(id, owner), form),
    load: async (id, owner) => kept.get(keyOf(id, owner)) ?? null,
  }
}

/** Holds up whoever waits for `gate` until it is opened. */
export function createGate() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open: () => open() }
}

export type Line = { level: 'info' | 'warn' | 'error'; data: Record<string, unknown>; message: string }

/** Dispatch over small features, with everything around it in memory. */
export function createChatStage(features: readonly Feature[], changed: Partial<DispatchOptions> = {}) {
  const lines: Line[] = []
  const remembered: unknown[][] = []
  const clock = createTestClock()
  const write = (level: Line['level']) => (data: object, message: string) =>
    void lines.push({ level, data: { ...data }, message })
  const receive = createDispatch({
    registry: createRegistry(features),
    identify: async () => identified,
    drafts: createFakeDrafts(),
    remember: async (...what) => void remembered.push(what),
    clock,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    ...changed,
  })
  return {
    receive,
    clock,
    lines,
    remembered,
    async meet(happening: Happening, { sender = ann, responder = new FakeResponder() } = {}) {
      await receive(happened(happening, sender), responder)
      return responder
    },
  }
}
