import { discordCommands } from '../../adapters/discord'
import { slackManifest } from '../../adapters/slack'
import { checkSchema } from '../../sandbox/discord/schemas'
import { builtInCommands } from '../../sandbox/slack'
import { LIMITS } from '../../src/chat'
import { declaredCommands } from '../../src/declared-commands'

/** What both platforms are told is made from the declarations; a change shows here and must be meant (`npx jest -u`). */
describe('registration of the real commands', () => {
  test('the Slack manifest is the one that was last agreed to', () => {
    expect(
      slackManifest(declaredCommands(), { requestUrl: 'https://rolecall.example/slack/events' }),
    ).toMatchSnapshot()
  })

  test('Discord’s commands are the ones that were last agreed to', () => {
    expect(discordCommands(declaredCommands())).toMatchSnapshot()
  })

  test('Discord’s published schema accepts every command', () => {
    for (const json of discordCommands(declaredCommands()))
      expect(() => checkSchema('ApplicationCommandUpdateRequestSchema', json)).not.toThrow()
  })

  test('no Slack command has the name of a built-in one', () => {
    const manifest = JSON.stringify(slackManifest(declaredCommands(), {}))
    for (const name of builtInCommands) expect(manifest).not.toContain(`"/${name}"`)
  })

  test('every command says what it does within the limits, and every option too', () => {
    for (const command of declaredCommands().commands.values()) {
      expect(command.description).toMatch(/^[A-Z][^\n]{5,99}$/)
      expect(Object.keys(command.options).length).toBeLessThanOrEqual(LIMITS.formFields)
    }
  })
})
