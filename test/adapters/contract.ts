import { type Chatter, findMessage, type SeenMessage, until } from '../../sandbox/driver'
import {
  bold,
  type Card,
  type ChatAdapter,
  type ChatUser,
  fix,
  type Interaction,
  openForm,
  person,
  type Receive,
  type Registry,
  type Responder,
  ref,
  replace,
  say,
  text,
} from '../../src/chat'
import { contractRegistry, everyKindOfField, oneOfEverything } from './contract-views'
import { createStage } from './stage'

/** One adapter connected to its sandbox platform, with two people who share a channel with the bot. */
export interface AdapterHarness {
  adapter: ChatAdapter
  /** Acts in most cases. */
  olivia: Chatter
  /** Looks on: sees what is said in the channel, not what is private to Olivia. */
  adam: Chatter
  /** Id of a channel in which both and the bot are, as the driver names it. */
  channel: string
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
    const stage = createStage()
    let harness: AdapterHarness
    const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2030, 0, 1) }

    beforeAll(async () => {
      harness = await start(contractRegistry, stage.receive)
    })
    afterAll(() => harness.stop())
    afterEach(() => harness.clearFaults())

    const type = (words: string) => () => harness.olivia.type(words, harness.channel)

    /** Olivia asks, and the bot shows this card to everybody in the channel. */
    async function showInChannel(card: Card): Promise<SeenMessage> {
      await stage.play(
        (_, responder) => responder.answer(say(card, 'channel')),
        type('/team invite ann@acme.test'),
      )
      return until(harness.adam, () => findMessage(harness.adam, card.title))
    }

    function press(seen: SeenMessage, label: string, value?: string) {
      const control = seen.controls.find((each) => each.label === label)
      if (!control) throw new Error(`no ${label} among ${seen.controls.map((each) => each.label)}`)
      return () => harness.olivia.press(seen.id, control.id, value)
    }

    /** Fills the open form in by labels. */
    function submit(values: Record<string, string | string[]>) {
      const fields = harness.olivia.form()?.fields ?? []
      const named = Object.entries(values).map(([label, value]) => {
        const id = fields.find((field) => field.label === label)?.id
        if (!id) throw new Error(`no field ${label} among ${fields.map((field) => field.label)}`)
        return [id, value]
      })
      return () => harness.olivia.submit(Object.fromEntries(named))
    }

    const openFormFor = (form: Parameters<typeof openForm>[0]) =>
      stage.play((_, responder) => responder.answer(openForm(form)), type('/team settings'))

    it('is connected', () => {
      expect(harness.adapter.connected).toBe(true)
    })

    it('hands over the command, its words, who speaks and where', async () => {
      const { happening, sender, place } = await stage.play(
        keep,
        type('/team invite ann@acme.test role:admin'),
      )
      expect(happening).toMatchObject({ kind: 'command', command: 'team invite' })
      expect(wordsOf(happening)).toContain('ann@acme.test')
      expect(wordsOf(happening)).toContain('admin')
      expect(sender).toMatchObject(harness.chatUser(harness.olivia))
      expect(place).toMatchObject({ platform: harness.adapter.platform, direct: false, shared: false })
    })

    it('hands over a pressed button by its reference', async () => {
      const seen = await showInChannel({
        title: 'Waiting for you',
        buttons: [{ label: 'Accept', press: ref('invites.accept', '01J') }],
      })
      const { happening, sender } = await stage.play(keep, press(seen, 'Accept'))
      expect(happening).toEqual({ kind: 'press', press: 'invites.accept:01J' })
      expect(sender.userId).toBe(harness.olivia.userId)
    })

    it('hands over what was chosen in the menu of a row', async () => {
      const options = [
        { label: 'Make admin', press: ref('members.role', '01J', 'admin') },
        { label: 'Make member', press: ref('members.role', '01J', 'member') },
      ]
      const seen = await showInChannel({
        title: 'Members of Alpha',
        rows: [{ text: 'Maya', menu: { label: 'Change role', options } }],
      })
      const menu = seen.controls.find((control) => control.kind === 'menu')
      const wanted = menu?.options?.find((each) => each.label === 'Make member')
      const { happening } = await stage.play(keep, press(seen, menu?.label ?? '', wanted?.value))
      expect(happening).toEqual({ kind: 'press', press: 'members.role:01J:member' })
    })

    it('shows one reference on several buttons of a card', async () => {
      const remove = (label: string) => ({ label, press: ref('members.remove', '01J') })
      const seen = await showInChannel({
        title: 'Twice the same',
        rows: [
          { text: 'Maya', button: remove('Remove one') },
          { text: 'Adam', button: remove('Remove two') },
        ],
        buttons: [remove('Remove three')],
      })
      for (const label of ['Remove one', 'Remove two', 'Remove three']) {
        const { happening } = await stage.play(keep, press(seen, label))
        expect(happening).toEqual({ kind: 'press', press: 'members.remove:01J' })
      }
    })

    it('opens a form and hands over what was filled in', async () => {
      await openFormFor(everyKindOfField)
      expect(harness.olivia.form()).toMatchObject({ title: 'Team settings', submit: 'Save' })
      const { happening } = await stage.play(
        finish,
        submit({
          Name: 'Alpha',
          Note: 'two\nlines',
          Role: 'admin',
          Switches: ['documents'],
          People: [harness.adam.userId],
        }),
      )
      expect(happening).toEqual({
        kind: 'submit',
        submit: 'settings.save:01J',
        values: {
          name: 'Alpha',
          note: 'two\nlines',
          role: 'admin',
          switches: ['documents'],
          people: [harness.adam.userId],
        },
      })
    })

    it('leaves empty fields out', async () => {
      await openFormFor(everyKindOfField)
      const { happening } = await stage.play(finish, submit({ Name: 'Alpha', Role: 'member' }))
      expect(happening).toMatchObject({ values: { name: 'Alpha', role: 'member' } })
      expect(happening).not.toHaveProperty('values.note')
      expect(happening).not.toHaveProperty('values.people')
    })

    it('opens a form with what was typed before', async () => {
      const [name, note, role, switches] = everyKindOfField.fields
      await openFormFor({
        ...everyKindOfField,
        fields: [
          { ...name, value: 'Beta' },
          { ...note, value: 'kept' },
          { ...role, value: 'admin' },
          { ...switches, value: ['creation'] },
        ] as typeof everyKindOfField.fields,
      })
      const { happening } = await stage.play(finish, submit({}))
      expect(happening).toMatchObject({
        values: { name: 'Beta', note: 'kept', role: 'admin', switches: ['creation'] },
      })
    })

    it('opens a form from a button', async () => {
      const seen = await showInChannel({
        title: 'Ask for a form',
        buttons: [{ label: 'Edit', press: ref('settings.edit') }],
      })
      await stage.play((_, responder) => responder.answer(openForm(everyKindOfField)), press(seen, 'Edit'))
      const { happening } = await stage.play(finish, submit({ Name: 'Gamma', Role: 'member' }))
      expect(happening).toMatchObject({ kind: 'submit', submit: 'settings.save:01J' })
    })

    it('shows errors at their fields and keeps what was typed, where the platform can', async () => {
      await openFormFor(everyKindOfField)
      const shows = await stage.play(
        async (_, responder) => {
          if (responder.showsFieldErrors)
            await responder.answer(fix(everyKindOfField, { name: 'Alpha is taken' }))
          else await responder.answer(say({ title: 'Alpha is taken' }))
          return responder.showsFieldErrors
        },
        submit({ Name: 'Alpha', Note: 'kept', Role: 'member' }),
      )
      expect(shows).toBe(harness.showsFieldErrors)
      if (!shows) return
      const fields = harness.olivia.form()?.fields ?? []
      expect(fields.find((field) => field.label === 'Name')).toMatchObject({
        error: 'Alpha is taken',
        value: 'Alpha',
      })
      expect(fields.find((field) => field.label === 'Note')).toMatchObject({ value: 'kept' })
      harness.olivia.close()
    })

    it('suggests while somebody types', async () => {
      const choices = [
        { value: '01A', label: 'Alpha' },
        { value: '01B', label: 'Alpine' },
      ]
      const where = await whereSuggested()
      let suggested: unknown
      const { happening } = await stage.play(
        async (interaction, responder) => {
          await responder.suggest(choices)
          return interaction
        },
        async () => {
          suggested = await harness.olivia.suggest(where, 'alp')
        },
      )
      expect(happening).toMatchObject({ typed: 'alp' })
      expect(suggested).toEqual(choices)
    })

    async function whereSuggested() {
      if (harness.suggestsIn === 'command') return { command: 'team members', option: 'team' }
      await openFormFor({
        submit: ref('teams.pick'),
        title: 'Pick a team',
        submitLabel: 'Pick',
        fields: [{ kind: 'search', name: 'team', label: 'Team', search: 'teams.find' }],
      })
      return { field: harness.olivia.form()?.fields[0]?.id ?? '' }
    }

    it('shows a private answer to the asker alone', async () => {
      const posted = await stage.play(
        (_, responder) => responder.answer(say({ title: 'For your eyes' })),
        type('/team invite ann@acme.test'),
      )
      const seen = await until(harness.olivia, () => findMessage(harness.olivia, 'For your eyes'))
      expect(seen).toMatchObject({ private: true, channel: harness.channel, fromBot: true })
      expect(findMessage(harness.adam, 'For your eyes')).toBeUndefined()
      expect(posted).toBeUndefined()
    })

    it('shows a channel answer to everybody and says where it stands', async () => {
      const posted = await stage.play(
        (_, responder) => responder.answer(say({ title: 'For all of you' }, 'channel')),
        type('/team invite ann@acme.test'),
      )
      const seen = await until(harness.adam, () => findMessage(harness.adam, 'For all of you'))
      expect(seen.private).toBe(false)
      expect(posted).toMatchObject({ channelId: harness.channel, messageId: seen.id })
    })

    it('shows a direct answer in a direct message and says where it stands', async () => {
      const posted = await stage.play(
        (_, responder) => responder.answer(say({ title: 'Just between us' }, 'direct')),
        type('/team invite ann@acme.test'),
      )
      const seen = await until(harness.olivia, () => findMessage(harness.olivia, 'Just between us'))
      expect(directChannel(harness.olivia)).toBe(seen.channel)
      expect(posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
      expect(findMessage(harness.adam, 'Just between us')).toBeUndefined()
    })

    it('replaces the pressed message (B4)', async () => {
      const seen = await showInChannel({
        title: 'Decide about Maya',
        buttons: [{ label: 'Approve', press: ref('requests.approve') }],
      })
      await stage.play(
        (_, responder) => responder.answer(replace({ title: 'Approved by Olivia' })),
        press(seen, 'Approve'),
      )
      const after = await until(harness.adam, () => findMessage(harness.adam, 'Approved by Olivia'))
      expect(after).toMatchObject({ id: seen.id, controls: [] })
      expect(findMessage(harness.adam, 'Decide about Maya')).toBeUndefined()
    })

    it('replaces the message a form was opened from', async () => {
      const seen = await showInChannel({
        title: 'Decide with a reason',
        buttons: [{ label: 'Deny', press: ref('requests.deny') }],
      })
      await stage.play((_, responder) => responder.answer(openForm(everyKindOfField)), press(seen, 'Deny'))
      await stage.play(
        (_, responder) => responder.answer(replace({ title: 'Denied with a reason' })),
        submit({ Name: 'No', Role: 'member' }),
      )
      const after = await until(harness.adam, () => findMessage(harness.adam, 'Denied with a reason'))
      expect(after.id).toBe(seen.id)
    })

    it('takes the controls out of a pressed message while work goes on (B4)', async () => {
      const seen = await showInChannel({
        title: 'Slow to decide',
        buttons: [{ label: 'Start', press: ref('work.start') }],
      })
      const meanwhile = await stage.play(
        async (_, responder) => {
          await responder.defer()
          const working = await until(harness.adam, () => idle(findMessage(harness.adam, 'Slow to decide')))
          await responder.answer(replace({ title: 'Decided at last' }))
          return working
        },
        press(seen, 'Start'),
      )
      expect(meanwhile.text).toContain('Working')
      const after = await until(harness.adam, () => findMessage(harness.adam, 'Decided at last'))
      expect(after.id).toBe(seen.id)
    })

    it('gives the controls back when a slow press only has something to say (B3)', async () => {
      const seen = await showInChannel({
        title: 'Not for everybody',
        buttons: [{ label: 'Try', press: ref('work.try') }],
      })
      await stage.play(
        async (_, responder) => {
          await responder.defer()
          await responder.answer(say({ title: 'You may not' }))
        },
        press(seen, 'Try'),
      )
      await until(harness.olivia, () => findMessage(harness.olivia, 'You may not'))
      const after = await until(harness.adam, () => findMessage(harness.adam, 'Not for everybody'))
      expect(after.controls).toMatchObject([{ label: 'Try', disabled: false }])
    })

    it('answers a slow command and a slow form', async () => {
      await stage.play(slowly('The slow command is done'), type('/team invite ann@acme.test'))
      await until(harness.olivia, () => findMessage(harness.olivia, 'The slow command is done'))
      await openFormFor(everyKindOfField)
      await stage.play(slowly('The slow form is done'), submit({ Name: 'Alpha', Role: 'member' }))
      await until(harness.olivia, () => findMessage(harness.olivia, 'The slow form is done'))
    })

    it('shows every part of a card', async () => {
      const seen = await showInChannel(oneOfEverything)
      const shown = seen.text + seen.controls.map((control) => control.label).join('\n')
      const parts = ['Everything', 'in bold', '01JCODE', 'Field one', 'first value', 'Second', 'Small print']
      for (const part of [...parts, 'the manual', 'Maya', 'Choose', 'Row button', 'Press me', 'Read on'])
        expect(shown).toContain(part)
      expect(seen.text.indexOf('Everything')).toBeLessThan(seen.text.indexOf('Small print'))
    })

    it('shows hostile words as they are, pings nobody, formats and links nothing (B13, H8)', async () => {
      const hostile = `<!channel> *x* _y_ ~z~ @everyone @here <@${harness.adam.userId}> <https://evil.test|click> **b** [c](https://evil.test) > q`
      const seen = await showInChannel({
        title: 'Hostile',
        text: text`${hostile}\n${bold(hostile)}\n${person(`${hostile.slice(0, 40)}!`, harness.chatUser(harness.adam))}`,
        fields: [{ name: 'Field', value: hostile }],
        rows: [{ text: hostile }],
        context: hostile,
      })
      expect(seen.pings).toEqual([])
      expect(visible(seen.text).split(hostile)).toHaveLength(6)
      expect(visible(seen.text)).toContain(`${hostile.slice(0, 40)}!`)
      expect(seen.controls.filter((control) => control.id.includes('evil'))).toEqual([])
    })

    it('trims nothing of the largest card', async () => {
      const words = Array.from({ length: 600 }, (_, index) => `w${index}&`)
        .join(' ')
        .slice(0, 3_500)
      const seen = await showInChannel({ title: 'Largest', text: words })
      expect(flat(seen.text)).toContain(flat(words))
    })

    it('posts privately and edits what was posted, outside of an interaction', async () => {
      const { messenger } = harness.adapter
      const to = harness.chatUser(harness.adam)
      const sent = await messenger.direct(to, { title: 'You are invited' }, reader, '01JKEY')
      if (!sent.ok) throw new Error(sent.why)
      const seen = await until(harness.adam, () => findMessage(harness.adam, 'You are invited'))
      expect(sent.posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
      await messenger.edit(sent.posted, { title: 'You have accepted' }, reader)
      const after = await until(harness.adam, () => findMessage(harness.adam, 'You have accepted'))
      expect(after.id).toBe(seen.id)
    })

    it('says that a message is gone when there is nothing to edit', async () => {
      const { messenger } = harness.adapter
      const to = harness.chatUser(harness.adam)
      const sent = await messenger.direct(to, { title: 'Soon gone' }, reader, '01JGONE')
      if (!sent.ok) throw new Error(sent.why)
      const missing = { ...sent.posted, messageId: sent.posted.messageId.replace(/^\d{4}/, '1234') }
      expect(await messenger.edit(missing, { title: 'Nowhere' }, reader)).toEqual({ ok: false, why: 'gone' })
    })

    it('says that somebody takes no private messages (B12)', async () => {
      harness.blockDirectMessages(harness.adam)
      const to = harness.chatUser(harness.adam)
      const sent = await harness.adapter.messenger.direct(to, { title: 'Unwanted' }, reader, '01JBLOCK')
      expect(sent).toEqual({ ok: false, why: 'blocked' })
      expect(findMessage(harness.adam, 'Unwanted')).toBeUndefined()
    })

    it('reads the profile of a person and knows of nobody else (R22)', async () => {
      const profile = await harness.adapter.profiles.profile(harness.chatUser(harness.olivia))
      expect(profile).toMatchObject({ bot: false, guest: false, stranger: false })
      const nobody = { ...harness.chatUser(harness.olivia), userId: '900000000000000999' }
      expect(await harness.adapter.profiles.profile(nobody)).toBeNull()
    })

    it('gives every delivery of one happening the same key (B2)', async () => {
      harness.duplicateDeliveries(2)
      const arriving = harness.dropsDuplicates ? 1 : 3
      const keys = await stage.playTimes(arriving, keyOf, type('/team invite ann@acme.test'))
      harness.clearFaults()
      expect(keys).toEqual(Array(arriving).fill(keys[0]))
      const [another] = await stage.playTimes(1, keyOf, type('/team invite ann@acme.test'))
      expect(keys).not.toContain(another)
    })

    it('hears a private message of a person and not its own (B18)', async () => {
      await harness.adapter.messenger.direct(
        harness.chatUser(harness.olivia),
        { title: 'Say something' },
        reader,
        '01JHEAR',
      )
      const seen = await until(harness.olivia, () => findMessage(harness.olivia, 'Say something'))
      const { happening, place } = await stage.play(keep, () =>
        harness.olivia.type('hello there', seen.channel),
      )
      expect(happening).toEqual({ kind: 'message', text: 'hello there' })
      expect(place.direct).toBe(true)
    })
  })
}

/** Ends the interaction visibly and keeps it for the test to look at. */
async function keep(interaction: Interaction, responder: Responder): Promise<Interaction> {
  await responder.answer(say({ title: 'Understood' }))
  return interaction
}

const finish = keep

async function keyOf(interaction: Interaction, responder: Responder): Promise<string> {
  const { key } = await keep(interaction, responder)
  return key
}

const slowly = (title: string) => async (_: Interaction, responder: Responder) => {
  await responder.defer()
  await responder.answer(say({ title }))
}

function wordsOf(happening: Interaction['happening']): string {
  if (happening.kind !== 'command') throw new Error(`a ${happening.kind} instead of a command`)
  const { words } = happening
  return 'line' in words ? words.line : Object.values(words.options).join(' ')
}

const idle = (seen: SeenMessage | undefined) =>
  seen?.controls.every((control) => control.disabled || control.kind === 'link') ? seen : undefined

const directChannel = (chatter: Chatter) => chatter.channels().find((channel) => channel.direct)?.id

/** Renderers may put characters of no width around marks. */
const visible = (shown: string) => shown.replace(/\u200b|\u2060|\ufeff/g, '')

/** Where a long text is split, its white space may go. */
const flat = (shown: string) => visible(shown).replace(/\s+/g, ' ')
