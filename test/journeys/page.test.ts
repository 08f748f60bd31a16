import { createBrowser } from './browser'
import { codeIn, install, invite } from './scenes'
import { DAY_MS, DIRECTIONS, personOf, type Stage, startStage } from './support'

const accept = { name: 'answer', value: 'accept' }
const decline = { name: 'answer', value: 'decline' }
const { email } = personOf('Sam Stranger')

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const linkInMail = async (after = 0) => (await stage.mailTo(email, 'invites you', after)).links[0] ?? ''

test.each(DIRECTIONS)(
  'accepted on the page of the mail, then linked in $far by the code it shows',
  async ({ near, far }) => {
    await install(stage, { near, far })
    const olivia = stage.at(near, 'Olivia Owner')
    await invite(stage, olivia, 'Sam Stranger', 'admin')
    const [url, browser] = [await linkInMail(), createBrowser()]

    const question = await browser.open(url)
    expect(question.text).toContain('Olivia Owner invites you')
    expect(question.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(question.html).not.toContain('<script')

    const elsewhere = await createBrowser().submit(url, question, accept)
    expect(elsewhere).toMatchObject({ status: 403 })
    expect(elsewhere.text).toContain('This form is no longer valid')

    const welcome = await browser.submit(url, question, accept)
    expect(welcome.text).toContain('Welcome to team')
    expect((await browser.submit(url, question, accept)).text).toBe(welcome.text)
    await olivia.sees('accepted your invitation')

    const sam = stage.at(far, 'Sam Stranger')
    await sam.types(`/link ${codeIn(welcome.text)}`)
    await sam.sees(/You are .+ too/)
    await sam.types('/whoami')
    expect((await sam.sees('You are')).text).toMatch(/Admin of team/)
  },
)

test('declined on the page: the inviter is told, and the page says so from then on (F53)', async () => {
  await install(stage, DIRECTIONS[0])
  const olivia = stage.slack('Olivia Owner')
  await invite(stage, olivia, 'Sam Stranger')
  const [url, browser] = [await linkInMail(), createBrowser()]
  const declined = await browser.submit(url, await browser.open(url), decline)
  expect(declined.text).toContain('Invitation declined')
  await olivia.sees('declined your invitation')
  const late = await browser.open(url)
  expect(late).toMatchObject({ status: 409 })
  expect(late.text).toContain('This invitation was declined')
})

test('cancelled, sent again and expired, the page says which (F49 F51 F52 R15 R16)', async () => {
  await install(stage, DIRECTIONS[1])
  const [olivia, browser] = [stage.discord('Olivia Owner'), createBrowser()]
  await invite(stage, olivia, 'Sam Stranger')
  const first = await linkInMail()

  const manage = async (choice: string) => {
    await olivia.types('/team invitations')
    await olivia.presses(choice, await olivia.sees('Invitations of'), 0)
  }
  await manage('Send again')
  await olivia.sees('Sent again')
  const second = await linkInMail(1)
  expect((await browser.open(first)).status).toBe(404)

  await manage('Cancel invitation')
  await olivia.sees('is cancelled')
  expect((await browser.open(second)).text).toContain('This invitation was cancelled')

  await invite(stage, olivia, 'Sam Stranger')
  const third = await linkInMail(2)
  const question = await browser.open(third)
  await stage.pass(7 * DAY_MS)
  expect((await browser.submit(third, question, accept)).text).toContain('This invitation has expired')
  await olivia.sees('has expired')
})
