import { type Chatter, type SeenForm, type SeenMessage, transcript, until } from '../../sandbox/driver'
import { slackName } from '../../src/build'

/** In real time; a busy machine is slow. */
const PATIENCE_MS = 15_000

/** A person who acts at one platform and says what they see; the same moves on both. */
export interface Player {
  chatter: Chatter
  /** Types a command as Discord names it, or a message; where everybody is, or in private. */
  types(line: string, where?: 'general' | 'direct'): Promise<void>
  /**
   * Waits for a message with this text, and returns it. What it has returned once it does not return again unless
   * the message has changed, so the answer to a repeated question is a new answer.
   */
  sees(text: string | RegExp): Promise<SeenMessage>
  /** All messages with this text at this moment. */
  finds(text: string | RegExp): SeenMessage[]
  /**
   * Clicks the button, or picks the menu's choice, that reads so: on the newest message that has one. Where several
   * rows have one, `row` says which, counted from 0; the last otherwise.
   */
  presses(label: string, on?: SeenMessage, row?: number): Promise<void>
  /** Waits for a form with this title. */
  seesForm(title: string): Promise<SeenForm>
  /** Fills in the open form, by labels, and submits it. */
  fills(values: Record<string, string | string[]>): Promise<void>
}

export function createPlayer(chatter: Chatter, patienceMs = PATIENCE_MS): Player {
  const seen = new Set<string>()
  const messages = () => chatter.channels().flatMap((channel) => channel.messages)
  const finds = (text: string | RegExp) =>
    messages().filter((message) =>
      typeof text === 'string' ? message.text.includes(text) : text.test(message.text),
    )

  async function look(text: string | RegExp): Promise<SeenMessage> {
    const isNew = (message: SeenMessage) => isWhole(message) && !seen.has(versionOf(message))
    const found = await until(chatter, () => finds(text).findLast(isNew), patienceMs).catch(
      (error: Error) => {
        throw new Error(`looking for ${text}: ${error.message}`)
      },
    )
    seen.add(versionOf(found))
    return found
  }

  return {
    chatter,
    sees: look,
    finds,
    async types(line, where = 'general') {
      const typed =
        chatter.platform === 'slack' ? line.replace(/^\/(\S+)/, (_, word) => `/${slackName(word)}`) : line
      const direct = where === 'direct'
      await chatter.type(typed, chatter.channels().find((channel) => channel.direct === direct)?.id)
    },
    async presses(label, on, row = -1) {
      const among = on ? messages().filter(({ id }) => id === on.id) : messages()
      const newest = among.map((message) => offers(message, label)).findLast(({ length }) => length > 0)
      const found = newest?.at(row)
      if (!found) throw new Error(`nothing to press called ${label}. Seen:\n${transcript(chatter)}`)
      await chatter.press(found.messageId, found.controlId, found.value)
    },
    seesForm: (title) => {
      const look = () => (chatter.form()?.title === title ? chatter.form() : undefined)
      return until(chatter, look, patienceMs).catch((error: Error) => {
        throw new Error(`looking for a form ${title}, seeing ${chatter.form()?.title}: ${error.message}`)
      })
    },
    async fills(values) {
      const fields = chatter.form()?.fields ?? []
      const byId = Object.entries(values).map(([label, value]) => {
        const field = fields.find((candidate) => candidate.label === label)
        if (!field) throw new Error(`no field ${label} among ${fields.map((each) => each.label).join(', ')}`)
        return [field.id, value]
      })
      await chatter.submit(Object.fromEntries(byId))
    },
  }
}

/** On Discord the title of a private message comes as words first; the card then takes their place. */
const isWhole = ({ fromBot, raw }: SeenMessage) => !fromBot || !(raw as { content?: string }).content

const versionOf = ({ id, text }: SeenMessage) => `${id} ${text}`

interface Offer {
  messageId: string
  controlId: string
  value?: string
}

function offers({ id: messageId, controls }: SeenMessage, label: string): Offer[] {
  return controls.flatMap(({ id: controlId, kind, label: own, disabled, options }): Offer[] => {
    if (disabled) return []
    if (kind !== 'menu') return own === label ? [{ messageId, controlId }] : []
    const chosen = (options ?? []).filter((option) => option.label === label)
    return chosen.map(({ value }) => ({ messageId, controlId, value }))
  })
}
