import { setTimeout } from 'node:timers/promises'
import { world } from '../../../sandbox/world'
import { inBrowser, openPage } from './open-page'
import { sendInvitation } from './stage'

const at = openPage()
const { slack, discord } = at

const step = (name: RegExp) => at.page.getByRole('button', { name })
const done = (name: string) => step(new RegExp(`^Done:.*${name}`)).waitFor()
const guide = (words: string | RegExp) =>
  at.page.getByRole('navigation', { name: 'The journey' }).getByText(words).waitFor()

/** Like a client of the platform: what came too fast goes again when it may. */
async function request(
  url: string,
  token: string,
  body: object,
): Promise<{ id?: string; channel?: { id: string } }> {
  const headers = { authorization: token, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (response.status !== 429) return response.json() as Promise<object>
  await setTimeout(Number(response.headers.get('retry-after')) * 1_000)
  return request(url, token, body)
}

/** The bot tells Olivia something, in Slack. */
async function tellOlivia(text: string) {
  const { apiUrl = '', botToken } = at.sandbox.slack ?? {}
  const call = (method: string, body: object) => request(`${apiUrl}${method}`, `Bearer ${botToken}`, body)
  const { channel } = await call('conversations.open', { users: 'U0OLIVIA' })
  await call('chat.postMessage', { channel: channel?.id, text })
}

/** The bot tells Maya something, in Discord. */
async function tellMaya(content: string, buttons: string[] = []) {
  const { apiUrl = '', botToken } = at.sandbox.discord ?? {}
  const call = (path: string, body: object) => request(`${apiUrl}/v10${path}`, `Bot ${botToken}`, body)
  const maya = world.people.find(({ name }) => name === 'Maya Member')?.discord
  const { id } = await call('/users/@me/channels', { recipient_id: maya })
  const row = {
    type: 1,
    components: buttons.map((label) => ({ type: 2, style: 2, label, custom_id: label })),
  }
  await call(`/channels/${id}/messages`, { content, components: buttons.length > 0 ? [row] : [] })
}

const answer = (text: string) => tellMaya(text, ['👍 Helpful', '👎 Not helpful'])

inBrowser(
  'a step chooses the person and writes the command, says what to do, and is done once it is',
  async () => {
    await slack().play('Adam')
    await step(/invite Maya/).click()
    await slack().panel.getByText('You are Olivia Owner').waitFor()
    expect(await slack().box.inputValue()).toBe('/team invite maya@builders.test role:member')
    await slack().panel.getByText('Press Enter').waitFor()
    await guide(/Olivia is at the box in Slack/)
    await sendInvitation(at.sandbox)
    await done('invite Maya')
    await step(/she accepts in Discord$/).click()
    expect(await discord().box.inputValue()).toBe('/invite accept 4F7K-22QD')
  },
)

inBrowser('Olivia lets members build chatbots first', async () => {
  await step(/let members build/).click()
  expect(await slack().box.inputValue()).toBe('/team settings')
  await guide(/tick both boxes/)
  await tellOlivia('✅ Settings saved\nMembers may create chatbots: On\nMembers may upload documents: Off')
  await tellOlivia('✅ Settings saved\nMembers may create chatbots: On\nMembers may upload documents: On')
  await done('let members build')
})

inBrowser(
  'Maya builds, fills and asks her chatbot in her private messages, and looks at the sources',
  async () => {
    const { box, panel } = discord()
    await step(/she builds a chatbot/).click()
    expect(await box.inputValue()).toBe('/chatbot create name:Handbook')
    expect(await box.getAttribute('aria-label')).toBe('Message Rolecall in Discord')
    await tellMaya('Chatbot Handbook is there\nIt is yours alone.')
    await done('she builds a chatbot')

    await step(/fill it and ask/).click()
    expect(await box.inputValue()).toBe('/chatbot docs')
    await box.fill('')
    await tellMaya('team-handbook.md is ready')
    await panel.getByText('Press Enter to send it').waitFor()
    expect(await box.inputValue()).toBe('/ask question:"What do I do when I am ill?"')
    await answer('Handbook\nTell Adam.\n[1] team-handbook.md — When you are ill')
    await done('fill it and ask')

    await step(/follow up/).click()
    expect(await box.inputValue()).toBe('And when I lose my laptop?')
    await answer('Handbook\nCall the emergency number.')
    await guide(/Press “Show” beside a source/)
    await tellMaya('[1] team-handbook.md\nTell Adam by message')
    await done('follow up')
  },
)

inBrowser('Maya asks to share it, Olivia approves it with its documents, and both cards say so', async () => {
  await guide(/Choose a step/)
  await step(/Olivia approves in Slack/).click()
  await guide(/Maya has to ask first/)
  await step(/she asks to share it/).click()
  expect(await discord().box.inputValue()).toBe('/chatbot share chatbot:Handbook')
  await tellMaya('You asked to share chatbot Handbook\nOlivia Owner decides')
  await done('she asks to share it')

  await step(/Olivia approves in Slack/).click()
  await guide(/press “Approve…”, tick the documents/)
  expect(await slack().box.getAttribute('aria-label')).toBe('Message Rolecall in Slack')
  expect(await slack().box.inputValue()).toBe('')
  await step(/both cards change/).click()
  await guide(/Both cards wait for Olivia/)
  await tellOlivia('Maya Member asked to share chatbot Handbook: approved\nApproved by Olivia Owner')
  await done('Olivia approves in Slack')
  await guide(/its buttons are gone/)
  await tellMaya('You asked to share chatbot Handbook\nApproved by Olivia Owner')
  await done('both cards change')
  await guide('Done. Next: move the clock.')
})

inBrowser('the last step says what the passing of time does, at the button for it', async () => {
  await step(/move the clock/).click()
  await guide(/Then press \+7 days/)
  await at.page.locator('#plus-7-days:focus').press('Enter')
  await done('move the clock')
  await guide(/Ask Maya’s chatbot as Olivia/)
})

inBrowser('the journey stays on one line on a laptop', async () => {
  const { height } = (await at.page.locator('.journey').boundingBox()) ?? { height: 0 }
  const { height: button } = (await step(/invite Maya/).boundingBox()) ?? { height: 0 }
  expect(height).toBe(button)
})

inBrowser('what was done stays done while others are played', async () => {
  await tellMaya('Chatbot Handbook is there\nIt is yours alone.')
  await done('she builds a chatbot')
  await discord().play('Adam')
  await discord().panel.getByText('You are Adam Admin').waitFor()
  await done('she builds a chatbot')
})
