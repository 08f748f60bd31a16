import { findMessage, type SeenMessage, until } from '../../sandbox/driver'
import { type Card, type Form, type Interaction, openForm, type Responder, say } from '../../src/chat'
import type { AdapterHarness, StartHarness } from './contract'
import { contractRegistry } from './contract-views'
import { createStage, type Stage } from './stage'

export const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2030, 0, 1) }

/** A stage with two people in front of it, and the moves that many cases share. */
export interface Scene extends Omit<Stage, 'receive'> {
  readonly harness: AdapterHarness
  open(): Promise<void>
  close(): Promise<void>
  /** Olivia types this in the channel. */
  type(words: string): () => Promise<void>
  /** Olivia presses what reads so; in a menu she picks `value`. */
  press(seen: SeenMessage, label: string, value?: string): () => Promise<void>
  /** Olivia fills the open form in, by labels, and submits it. */
  submit(values: Record<string, string | string[]>): () => Promise<void>
  /** The bot shows this card to everybody in the channel. */
  showInChannel(card: Card): Promise<SeenMessage>
  /** Olivia types a command that opens this form. */
  openFormFor(form: Form): Promise<unknown>
}

export function createScene(start: StartHarness): Scene {
  const { receive, play, playTimes, overhear } = createStage()
  let started: AdapterHarness | undefined

  const scene: Scene = {
    play,
    playTimes,
    overhear,
    get harness() {
      if (!started) throw new Error('the harness has not started')
      return started
    },
    async open() {
      started = await start(contractRegistry, receive)
    },
    close: async () => started?.stop(),
    type: (words) => () => scene.harness.olivia.type(words, scene.harness.channel),
    press(seen, label, value) {
      const control = seen.controls.find((each) => each.label === label)
      if (!control) throw new Error(`no ${label} among ${seen.controls.map((each) => each.label)}`)
      return () => scene.harness.olivia.press(seen.id, control.id, value)
    },
    submit(values) {
      const fields = scene.harness.olivia.form()?.fields ?? []
      const named = Object.entries(values).map(([label, value]) => {
        const id = fields.find((field) => field.label === label)?.id
        if (!id) throw new Error(`no field ${label} among ${fields.map((field) => field.label)}`)
        return [id, value]
      })
      return () => scene.harness.olivia.submit(Object.fromEntries(named))
    },
    async showInChannel(card) {
      const command = scene.type('/team invite ann@acme.test')
      await play((_, responder) => responder.answer(say(card, 'channel')), command)
      return until(scene.harness.adam, () => findMessage(scene.harness.adam, card.title))
    },
    openFormFor: (form) =>
      play((_, responder) => responder.answer(openForm(form)), scene.type('/team settings')),
  }
  return scene
}

/** Ends the interaction visibly and keeps it for the test to look at. */
export async function keep(interaction: Interaction, responder: Responder): Promise<Interaction> {
  await responder.answer(say({ title: 'Understood' }))
  return interaction
}
