import { world } from '../../sandbox/world'
import type { Player } from './player'
import { install, join } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

const HANDBOOK = `# Warehouse handbook

## Opening hours

The warehouse opens at seven in the morning and closes at six in the evening, from Monday to Saturday. On Sundays it stays closed, and so it does on every public holiday.

## Holidays

Everybody has thirty days of paid leave each year. Ask your team lead two weeks before you go, and write it into the calendar of the team, so that nobody plans a shift with you in it.
`
const handbook = { name: 'handbook.md', bytes: Buffer.from(HANDBOOK), mediaType: 'text/markdown' }

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

/** How people mention the bot. */
const mention = ({ chatter }: Player) =>
  chatter.platform === 'slack' ? '@Rolecall' : `<@${world.discord.botUserId}>`

const general = ({ chatter }: Player) =>
  chatter.platform === 'slack' ? world.slack.general : world.discord.general

/** Writes below a message: in its thread on Slack, in the thread that began with it on Discord. */
async function writesBelow({ chatter }: Player, rootId: string, words: string): Promise<void> {
  if (chatter.platform === 'discord') return chatter.type(words, rootId)
  return chatter.type(words, world.slack.general, { thread: rootId })
}

async function createShared(owner: Player): Promise<void> {
  await owner.types('/chatbot create name:Handbook')
  await owner.seesForm('New chatbot')
  const share = owner.chatter.form()?.fields.find(({ label }) => label.startsWith('Share with'))?.label ?? ''
  await owner.fills({ [share]: 'view' })
  await owner.sees('Chatbot Handbook is there')
}

/** By a form on Slack, by the option of the command on Discord. */
async function uploads({ chatter, ...player }: Player): Promise<void> {
  if (chatter.platform === 'discord')
    await chatter.type('/chatbot docs chatbot:Handbook', world.discord.general, { files: [handbook] })
  else {
    await player.types('/chatbot docs chatbot:Handbook')
    await player.presses('Upload', await player.sees('Documents of Handbook'))
    const form = await player.seesForm('Upload documents')
    await chatter.submit({}, { [form.fields[0]?.id ?? '']: [handbook] })
  }
  await player.sees('handbook.md is ready')
}

describe.each(DIRECTIONS)('made on $near, asked on $far', ({ near, far }) => {
  test('create, upload, ask by mention, follow up in the thread, look at the source (F5, F6, F10, B9)', async () => {
    await install(stage, { near, far })
    const [olivia, maya] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Maya Member')]
    await join(stage, olivia, maya)
    await createShared(olivia)
    await uploads(olivia)

    await maya.chatter.type(`${mention(maya)} when does the warehouse open?`, general(maya))
    const answer = await maya.sees(
      /opens at seven[\s\S]*\[1\] handbook\.md — Warehouse handbook › Opening hours/,
    )
    const question = maya.finds('when does the warehouse open?')[0]
    expect(far === 'slack' ? answer.thread : answer.channel).toBe(question?.id)

    await writesBelow(maya, question?.id ?? '', 'And on Sundays?')
    const next = await maya.sees(/On Sundays it stays closed/)
    expect(far === 'slack' ? next.thread : next.channel).toBe(question?.id)

    await maya.presses('Show', next)
    await maya.sees(/\[1\] handbook\.md\n[\s\S]*The warehouse opens at seven/)
    const [{ count }] = (await stage.query('SELECT count(*) FROM usage_entry')) as [{ count: number }]
    expect(count).toBe(2)
  })

  test('what is restricted is answered in private to those who may read it, and to nobody in a channel (F115, B14)', async () => {
    await install(stage, { near, far })
    const [olivia, maya] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Maya Member')]
    await join(stage, olivia, maya)
    await createShared(olivia)
    await uploads(olivia)
    await olivia.types('/chatbot docs chatbot:Handbook')
    await olivia.presses('Who may read it', await olivia.sees(/Documents of Handbook[\s\S]*handbook\.md/))
    await olivia.seesForm('Who may read it')
    const [first] = olivia.chatter.form()?.fields ?? []
    const list = olivia.chatter.form()?.fields.find(({ kind }) => kind === 'long')
    const without = olivia.chatter.form()?.fields.find(({ label }) => label === 'Without me')
    await olivia.chatter.submit({
      [first?.id ?? '']: 'restricted',
      [list?.id ?? '']: 'maya@builders.test',
      [without?.id ?? '']: ['withoutMe'],
    })
    await olivia.sees(/handbook\.md/)

    await maya.types('/ask question:"When does the warehouse open?"')
    await maya.sees('nothing on that')
    await maya.types('/ask question:"When does the warehouse open?" private:yes')
    await maya.sees(/opens at seven/)
    expect(stage.at(far, 'Sam Stranger').finds('opens at seven')).toEqual([])
  })

  test('a file in a private message is offered to a chatbot, and people see it become ready', async () => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    await createShared(olivia)
    const direct = olivia.chatter.channels().find((channel) => channel.direct)
    await olivia.chatter.type('', direct?.id, { files: [handbook] })
    const offer = await olivia.sees(/Add handbook\.md to Handbook\?/)
    await olivia.presses(offer.controls[0]?.label ?? '', offer)
    await olivia.sees('handbook.md is ready')
    await olivia.types('When does the warehouse open?', 'direct')
    await olivia.sees(/opens at seven/)
  })

  test('an edited question is not asked twice, and a deleted one does no harm (B9)', async () => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    await createShared(olivia)
    await uploads(olivia)
    await olivia.chatter.type(`${mention(olivia)} when does the warehouse open?`, general(olivia))
    await olivia.sees(/opens at seven/)
    const question = olivia.finds('when does the warehouse open?').find(({ fromBot }) => !fromBot)
    await olivia.chatter.edit(question?.id ?? '', `${mention(olivia)} when does the warehouse close?`)
    await olivia.chatter.remove(question?.id ?? '')
    await olivia.chatter.type(`${mention(olivia)} how many days of leave are there?`, general(olivia))
    await olivia.sees(/thirty days/)
    const [{ count }] = (await stage.query('SELECT count(*) FROM turn')) as [{ count: number }]
    expect(count).toBe(2)
  })

  test('a chatbot is asked about a message from its menu, and only the asker sees the answer', async () => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    await createShared(olivia)
    await uploads(olivia)
    const maya = stage.at(near, 'Maya Member')
    await maya.types('Can anybody say when the warehouse opens in the morning?')
    const said = await olivia.sees('Can anybody say')
    await olivia.chatter.choose(said.id, 'Ask a chatbot about this')
    await olivia.seesForm('Ask about this message')
    const fields = olivia.chatter.form()?.fields ?? []
    const values = Object.fromEntries(
      fields.map(({ id, label, value }) => [
        id,
        label === 'Chatbot' ? String(one(value) ?? 'Handbook') : String(value ?? ''),
      ]),
    )
    await olivia.chatter.submit(values)
    await olivia.sees(/opens at seven/)
    expect(maya.finds('opens at seven')).toEqual([])
  })
})

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
