import { install, link } from './scenes'
import { DIRECTIONS, type Stage, startStage } from './support'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
  await install(stage, DIRECTIONS[0])
  await link(stage.slack('Olivia Owner'), stage.discord('Olivia Owner'))
})
afterAll(() => stage.close())

/** What they tick on each platform, another thing than before, and how the card says it. */
const COMING = {
  slack: [['outcome', 'reminder'], /By mail[\s\S]*All but reviews and money/],
  discord: [['outcome', 'money'], /By mail[\s\S]*All but reminders and reviews/],
} as const

test.each(['slack', 'discord'] as const)(
  'in %s people choose when, where and of what they are told, and read at the form what is wrong',
  async (platform) => {
    const olivia = stage.at(platform, 'Olivia Owner')
    await olivia.types('/profile')
    await olivia.sees('Your profile')
    await olivia.presses('Change when and where')
    const form = await olivia.seesForm('When and where')
    expect(form.fields.map(({ label }) => label)).toEqual([
      ...['Messages come', 'Quiet hours', 'Your own hours: from', 'Your own hours: to', 'Time zone'],
    ])
    await olivia.fills({ 'Quiet hours': 'own', 'Your own hours: from': '22', 'Time zone': 'Berlim' })
    if (platform === 'discord') {
      await olivia.sees('write Europe/Berlin')
      await olivia.presses('Edit')
    }
    const again = await olivia.seesForm('When and where')
    expect(again.fields.find(({ label }) => label === 'Quiet hours')?.value).toBe('own')
    await olivia.fills({ 'Time zone': 'Berlin' })
    expect((await olivia.sees('Your profile is saved')).text).toMatch(/22:00 to 8:00[\s\S]*Europe\/Berlin/)
    await olivia.presses('Choose what comes')
    await olivia.seesForm('What comes')
    const [ticked, words] = COMING[platform]
    await olivia.fills({ 'By mail': [...ticked] })
    expect((await olivia.sees(words)).text).toContain('Everything')
  },
)
