import { MINUTE_MS } from '../../src/clock'
import { ACME, type OAuthStage, startOAuthStage } from './oauth-stage'

// Nobody installs anything here, so that one stage is as new for each as one of its own.
let stage: OAuthStage
beforeAll(async () => {
  stage = await startOAuthStage()
})
afterAll(() => stage.close())

const count = async (table: string) => (await stage.query(`SELECT 1 FROM ${table}`)).length

afterEach(async () => {
  expect([await count('account'), await count('connection'), await count('person')]).toEqual([0, 0, 0])
})

test('nothing is written, and the page says so, when consent is denied', async () => {
  const browser = stage.browser()
  const state = (await browser.begin()).searchParams.get('state')
  const back = `${stage.url}/slack/oauth_redirect?error=access_denied&state=${state}`
  expect((await browser.show(back)).text).toContain('Nothing was installed')
  expect((await browser.show(back)).text).toContain('This installation is over')
})

test('nothing is written, and the page says so, when the state is forged, or of another browser', async () => {
  const [victim, attacker] = [stage.browser(), stage.browser()]
  await victim.begin()
  const back = await attacker.allow(await attacker.begin(), ACME, 'Olivia Owner')
  expect(await victim.show(back)).toMatchObject({ status: 400, text: expect.stringContaining('is over') })
  expect((await stage.browser().show(back)).status).toBe(400)
})

test('nothing is written, and the page says so, when it took more than ten minutes', async () => {
  const browser = stage.browser()
  const page = await browser.begin()
  stage.sandbox.clock.advance(10 * MINUTE_MS)
  expect((await browser.show(await browser.allow(page, ACME, 'Olivia Owner'))).status).toBe(400)
})

test('nothing is written, and the page says so, when Slack does not know the code', async () => {
  const browser = stage.browser()
  const state = (await browser.begin()).searchParams.get('state')
  const back = `${stage.url}/slack/oauth_redirect?code=made-up&state=${state}`
  expect((await browser.show(back)).text).toContain('This installation is over')
})

test('a code that is not valid leads nowhere, and five of them are enough for a while', async () => {
  const show = (code: string) => stage.browser().show(`${stage.url}/slack/install?code=${code}`)
  const wrong = { status: 400, text: expect.stringContaining('This code is not valid') }
  expect(await show('short')).toMatchObject(wrong)
  for (const last of [1, 2, 3, 4, 5]) expect(await show(`AAAAA-AAAA${last}`)).toMatchObject(wrong)
  expect(await show('AAAAA-AAAA6')).toMatchObject({
    status: 429,
    text: expect.stringMatching(/Too many tries.*in 15 minutes/s),
  })
  stage.sandbox.clock.advance(15 * MINUTE_MS)
  expect(await show('AAAAA-AAAA7')).toMatchObject(wrong)
})
