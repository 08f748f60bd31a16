import type { Locator } from 'playwright-core'
import { discordText } from '../../../adapters/discord/text'
import { renderText } from '../../../adapters/slack/text'
import { world } from '../../../sandbox/world'
import { until } from '../../support/until'
import { inBrowser, openPage } from './open-page'
import { newest, send } from './panel'

const at = openPage()
const { slack, discord } = at
type Side = ReturnType<typeof slack>

const fromEnd = ({ panel }: Side) =>
  panel
    .locator('.messages')
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.round(scrollHeight - scrollTop - clientHeight),
    )
const reachesEnd = (side: Side) => until(async () => (await fromEnd(side)) === 0)

const messagesOf = ({ panel }: Side) => panel.locator('.slack-message, discord-message')

/** Resolves when the answer is there, so that the newest message is that one. */
async function ask(side: Side, line: string) {
  const before = await messagesOf(side).count()
  await send(side.box, line)
  await messagesOf(side).nth(before).waitFor()
}

async function overflow(side: Side, line: string) {
  while ((await messagesOf(side).count()) < 5) await ask(side, line)
}

const post = (url: string, token: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function postInSlack(body: object) {
  const { apiUrl = '', botToken } = at.sandbox.slack ?? {}
  await post(`${apiUrl}chat.postMessage`, `Bearer ${botToken}`, { channel: world.slack.general, ...body })
}

async function postInDiscord(content: string) {
  const { apiUrl = '', botToken } = at.sandbox.discord ?? {}
  const url = `${apiUrl}/v10/channels/${world.discord.general}/messages`
  await post(url, `Bot ${botToken}`, { content })
}

/** Content that shrinks and grows again before the browser has told of the scrolling that this causes. */
const shrinkAndGrow = `(async () => {
  const content = document.querySelector('.slack .messages > div')
  const grow = (height) => content.appendChild(Object.assign(document.createElement('p'), { style: 'height:' + height }))
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const tall = grow('900px')
  await drawn()
  tall.remove()
  content.getBoundingClientRect()
  const next = grow('200px')
  await drawn()
  next.remove()
})()`

describe('the newest message', () => {
  inBrowser('stays in view when what is above shrinks just before more comes', async () => {
    await overflow(slack(), '/team invite maya@builders.test')
    await at.page.evaluate(shrinkAndGrow)
    await postInSlack({ text: 'after all that' })
    await newest(slack().panel).getByText('after all that').waitFor()
    await reachesEnd(slack())
  })

  inBrowser('stays in view after a pressed button has made its card smaller', async () => {
    await overflow(slack(), '/team invite maya@builders.test')
    await ask(slack(), '/team invite maya@builders.test')
    await newest(slack().panel).getByRole('button', { name: 'Cancel' }).click()
    await newest(slack().panel).getByText('cancelled').waitFor()
    await postInSlack({ text: 'one more' })
    await newest(slack().panel).getByText('one more').waitFor()
    await reachesEnd(slack())
    await overflow(discord(), '/invite accept')
    await ask(discord(), '/invite accept')
    await newest(discord().panel).getByRole('button', { name: 'Accept' }).click()
    await newest(discord().panel).getByText('accepted').waitFor()
    await postInDiscord('one more')
    await newest(discord().panel).getByText('one more').waitFor()
    await reachesEnd(discord())
  })

  inBrowser('does not pull away who reads above, until they send something', async () => {
    await overflow(slack(), '/team invite maya@builders.test')
    await reachesEnd(slack())
    await slack().panel.locator('.messages').hover()
    await at.page.mouse.wheel(0, -5_000)
    await until(async () => (await fromEnd(slack())) > 100)
    await postInSlack({ text: 'something new' })
    await newest(slack().panel).getByText('something new').waitFor()
    expect(await fromEnd(slack())).toBeGreaterThan(100)
    await send(slack().box, 'I am here')
    await newest(slack().panel).getByText('I am here').waitFor()
    await reachesEnd(slack())
  })
})

describe('names and notes that look like markup', () => {
  const nasty = '*Ac_me_* <!channel> @everyone & <b>Co</b> ~x~ \\_y_ ||z|| [a](https://evil.test)'
  const note = '# Welcome <@U0MAYA> **bold** <@900000000000000103> __u__'
  const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
  const words = [{ bold: nasty }, ' — ', note]
  const shown = `${nasty} — ${note}`
  const markup = 'em, s, u, a, code, .slack-mention, discord-mention, .h1'
  const textOf = async (place: Locator) => (await place.textContent())?.replaceAll('\ufeff', '')

  inBrowser('are shown as they were typed in Slack, in titles as well (B13)', async () => {
    const section = {
      type: 'section',
      text: { type: 'mrkdwn', text: renderText(words, reader), verbatim: true },
    }
    const header = { type: 'header', text: { type: 'plain_text', text: nasty } }
    await postInSlack({ text: 'names', blocks: [header, section] })
    const message = newest(slack().panel)
    await message.getByRole('heading', { name: nasty }).waitFor()
    expect(await textOf(message.locator('.slack-text'))).toBe(shown)
    expect(await textOf(message.locator('.slack-text strong'))).toBe(nasty)
    expect(await message.locator(markup).count()).toBe(0)
  })

  inBrowser('are shown as they were typed in Discord (B13)', async () => {
    await postInDiscord(discordText(words))
    const text = newest(discord().panel).locator('.discord-text')
    await text.getByText('Welcome').waitFor()
    expect(await textOf(text)).toBe(shown)
    expect(await textOf(text.locator('strong'))).toBe(nasty)
    expect(await text.locator(markup).count()).toBe(0)
  })

  inBrowser('while real markup is drawn in Slack', async () => {
    const text =
      '*b* _i_ ~s~ `c*o*` <@U0MAYA> <!channel> *<https://a.test/_x_|l &lt;i&gt;>* 2*3*4\n&gt; quoted'
    await postInSlack({ text })
    const drawn = newest(slack().panel).locator('.slack-text')
    await drawn.getByText('quoted').waitFor()
    expect(await textOf(drawn)).toBe('b i s c*o* @Maya Member @channel l <i> 2*3*4quoted')
    expect(await drawn.locator('strong, em, s, code').allInnerTexts()).toEqual([
      'b',
      'i',
      's',
      'c*o*',
      'l <i>',
    ])
    expect(await drawn.getByRole('link').getAttribute('href')).toBe('https://a.test/_x_')
    expect(await drawn.locator('.slack-mention.loud').allInnerTexts()).toEqual(['@channel'])
  })
})

describe('time', () => {
  inBrowser('goes on in relative times of both platforms', async () => {
    const seconds = Math.floor(at.sandbox.clock.now() / 1_000)
    await postInDiscord(`counting <t:${seconds}:R>`)
    await newest(discord().panel)
      .getByText(/^[2-9] seconds ago$/)
      .waitFor()
    await postInSlack({ text: `counting <!date^${seconds}^{ago}|then>` })
    await newest(slack().panel).getByText('counting this minute').waitFor()
    at.sandbox.clock.advance(3_600_000)
    await newest(slack().panel).getByText('counting 1 hour ago').waitFor()
  })

  inBrowser('is divided into days', async () => {
    await send(slack().box, 'said on one day')
    await newest(slack().panel).getByText('said on one day').waitFor()
    await postInDiscord('said on one day')
    at.sandbox.clock.advance(24 * 3_600_000)
    await send(slack().box, 'said on the next')
    await postInDiscord('said on the next')
    for (const { panel } of [slack(), discord()]) {
      await newest(panel).getByText('said on the next').waitFor()
      const days = await panel.locator('.day').allInnerTexts()
      expect(days.slice(-2).map((day) => day.toLowerCase())).toEqual(['yesterday', 'today'])
    }
  })
})
