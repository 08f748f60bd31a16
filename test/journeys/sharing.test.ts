import type { Platform, SeenMessage } from '../../sandbox/driver'
import { createBrowser } from './browser'
import type { Player } from './player'
import { createOwnChatbot, install, invite, join, letMembersBuild, link } from './scenes'
import { DAY_MS, DIRECTIONS, personOf, type Stage, startStage } from './support'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const HOUR_MS = 3_600_000
const asked = 'Maya Member asks to share chatbot Handbook'
const decidedTitle = 'Maya Member asked to share chatbot Handbook'
const own = 'You asked to share chatbot Handbook'
const labels = ({ controls }: SeenMessage) => controls.map(({ label }) => label)
const together = (start: string, rest: string) => new RegExp(`${start}[\\s\\S]*${rest}`)

/** Maya, a member, has a chatbot of her own and may ask to share it. */
async function open({ near, far }: { near: Platform; far: Platform }) {
  await install(stage, { near, far })
  const [olivia, maya] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Maya Member')]
  await letMembersBuild(olivia)
  await join(stage, olivia, maya)
  await createOwnChatbot(maya, 'Handbook')
  return { olivia, maya }
}

async function askToShare(maya: Player): Promise<SeenMessage> {
  await maya.types('/chatbot share chatbot:Handbook')
  await maya.seesForm('Ask to share')
  await maya.fills({ Reason: 'New people ask me the same every week' })
  return maya.sees(together(own, 'open until'))
}

async function offerTeam(owner: Player, person: string): Promise<void> {
  await owner.types(`/team transfer person:"${person}"`)
  await owner.seesForm('Hand the team over')
  await owner.fills({ 'Type “confirm”': 'Confirm' })
  await owner.sees(/You offered team .+ to /)
  await owner.sees(/Team .+ is offered to (?!you)/)
}

/** Reads the page behind the link of a mail, and presses one of its buttons. */
async function press(url: string, name: string, value: string) {
  const browser = createBrowser()
  const question = await browser.open(url)
  return { question, answer: await browser.submit(url, question, { name, value }) }
}

const linkIn = async (name: string, about: string) =>
  (await stage.mailTo(personOf(name).email, about)).links[0] ?? ''

describe.each(DIRECTIONS)('asked in $far, decided in $near', ({ near, far }) => {
  test('one click approves: both cards say who decided, and she is told (F58 F60 F63 F67 F70 H6 B4 B6 B7)', async () => {
    const { olivia, maya } = await open({ near, far })
    const hers = await askToShare(maya)
    const card = await olivia.sees(asked)
    expect(card.text).toContain('New people ask me the same every week')
    expect(card.text).toMatch(/Who pays[\s\S]*Maya Member[\s\S]*you, as owner of team/)

    await olivia.presses('Approve: view, no documents', card)
    const decided = await olivia.sees(together(decidedTitle, 'Approved by Olivia Owner'))
    expect(decided.id).toBe(card.id)
    expect(labels(decided)).not.toContain('Deny…')
    const redrawn = await maya.sees(together(own, 'Approved by Olivia Owner'))
    expect(redrawn.id).toBe(hers.id)
    expect(labels(redrawn)).not.toContain('Withdraw')
    await maya.sees('Olivia Owner approved your request to share chatbot Handbook')
    await olivia.types('/chatbot list')
    await olivia.sees(/Your chatbots[\s\S]*Handbook .* level view · owner Maya Member/)
  })

  test('the reminder comes where the owner is by then; denied there, the first card says so too (F64 H6 B4)', async () => {
    const { olivia, maya } = await open({ near, far })
    const oliviaThere = stage.at(far, 'Olivia Owner')
    await link(olivia, oliviaThere)
    // Whatever time of the day this runs at.
    await oliviaThere.types('/profile')
    await oliviaThere.sees('Your profile')
    await oliviaThere.presses('Change when and where')
    await oliviaThere.seesForm('When and where')
    await oliviaThere.fills({ 'Quiet hours': 'never' })
    await oliviaThere.sees('Your profile is saved')
    await stage.pass(5 * DAY_MS)
    await olivia.types('/inbox')
    await olivia.sees('Nothing waits')
    await askToShare(maya)
    const first = await olivia.sees(asked)

    await stage.pass(6 * DAY_MS)
    await oliviaThere.types('/inbox')
    await oliviaThere.sees(/waits for you/)
    await stage.pass(HOUR_MS)
    await oliviaThere.presses('Deny…', await oliviaThere.sees('expires within a day'))
    await oliviaThere.seesForm('Deny the request')
    await oliviaThere.fills({ Reason: 'The wiki answers this already' })
    await oliviaThere.sees('Denied by Olivia Owner')
    expect(await olivia.sees(together(decidedTitle, 'Denied by Olivia Owner'))).toMatchObject({
      id: first.id,
    })
    await maya.sees(together('Olivia Owner denied your request', 'The wiki answers this already'))
  })

  test('a team changes hands while a request waits: what the old owner still submits is refused, the new one decides (F76 F78 H2)', async () => {
    const { olivia, maya } = await open({ near, far })
    const sam = stage.at(far, 'Sam Stranger')
    await join(stage, olivia, sam)
    await askToShare(maya)
    const card = await olivia.sees(asked)

    await offerTeam(olivia, 'Sam Stranger')
    await olivia.presses('Approve…', card)
    await olivia.seesForm('Approve the request')
    const offered = await sam.sees(/Team .+ is offered to you/)
    await sam.presses('Accept', offered)
    expect(await sam.sees(/Team .+ is yours[\s\S]*Accepted by Sam Stranger/)).toMatchObject({
      id: offered.id,
    })
    const end = /Team .+ belongs to Sam Stranger now[\s\S]*Accepted by Sam Stranger/
    expect(labels(await olivia.sees(end))).toEqual([])
    await olivia.sees(/Sam Stranger accepted team/)

    const redrawn = await olivia.sees(together(asked, 'Sam Stranger owns team'))
    expect({ id: redrawn.id, buttons: labels(redrawn) }).toEqual({ id: card.id, buttons: [] })
    await olivia.fills({})
    await olivia.sees('this needs Owner')
    await sam.presses('Approve: view, no documents', await sam.sees(asked))
    await maya.sees(together(own, 'Approved by Sam Stranger'))
  })
})

test.each(DIRECTIONS)(
  'a chatbot offered in $near is accepted on the page of the mail, and both cards say so (F85 F86 F88)',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const [olivia, maya] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Maya Member')]
    await join(stage, olivia, maya)
    await createOwnChatbot(olivia, 'Handbook')
    await olivia.types(`/chatbot transfer chatbot:Handbook address:${personOf('Maya Member').email}`)
    await olivia.presses(
      'Offer it to Maya Member',
      await olivia.sees('Offer chatbot Handbook to Maya Member?'),
    )
    const card = await maya.sees('Chatbot Handbook is offered to you')

    const url = await linkIn('Maya Member', 'offers you chatbot Handbook')
    const { question, answer } = await press(url, 'answer', 'accept')
    expect(question.text).toContain('If you accept')
    expect(answer.text).toContain('Chatbot Handbook is yours')
    expect(await maya.sees('Chatbot Handbook is yours')).toMatchObject({ id: card.id })
    await olivia.sees(together('Chatbot Handbook belongs to Maya Member now', 'Accepted by Maya Member'))
    await olivia.sees('Maya Member accepted chatbot Handbook')
    await olivia.types('/chatbot show chatbot:Handbook')
    await olivia.sees(/no such chatbot|not found|There is no/i)
    await maya.types('/chatbot show chatbot:Handbook')
    await maya.sees(/Chatbot Handbook[\s\S]*Owner:?\s+You/)
  },
)

test.each(DIRECTIONS)(
  'who owns a team without any chat user is asked by mail, and decides on its page (F61 F70 B12)',
  async ({ near, far }) => {
    const { olivia, maya } = await open({ near, far })
    const { email } = personOf('Sam Stranger')
    await invite(stage, olivia, 'Sam Stranger')
    await press(await linkIn('Sam Stranger', 'invites you'), 'answer', 'accept')
    await olivia.sees('accepted your invitation')
    await askToShare(maya)
    await olivia.sees(asked)
    await offerTeam(olivia, email)
    await press(await linkIn('Sam Stranger', 'offers you team'), 'answer', 'accept')

    const url = await linkIn('Sam Stranger', asked)
    const { question, answer } = await press(url, 'answer', 'approve')
    expect(question.text).toContain('New people ask me the same every week')
    expect(answer.text).toContain('Approved by')
    await maya.sees(together(own, 'Approved by'))
    await maya.sees('approved your request to share chatbot Handbook')
    const late = await press(url, 'answer', 'deny')
    expect(late.question.text).toContain('Approved by')
    expect(late.answer.text).not.toContain('Denied')
  },
)
