import { slackManifest } from '../../../adapters/slack'
import { builtInCommands } from '../../../sandbox/slack/app'
import { contractRegistry } from '../contract-views'

describe('slackManifest', () => {
  it('offers one slash command for each first word, with its subcommands as a hint', () => {
    expect(slackManifest(contractRegistry)).toMatchObject({
      features: {
        slash_commands: [
          {
            command: '/team',
            description: 'Team: invite, settings, members',
            usage_hint: 'invite [people] [role] | settings | members [team]',
            should_escape: true,
          },
          { command: '/invitation', description: 'Accept an invitation', usage_hint: 'accept' },
        ],
      },
    })
  })

  it('offers the assistant view and an entry in the menu of every message', () => {
    expect(slackManifest(contractRegistry)).toMatchObject({
      features: {
        assistant_view: { assistant_description: expect.stringContaining('chatbots') },
        shortcuts: [{ name: 'Ask about this', type: 'message', callback_id: 'about.message' }],
      },
    })
  })

  it('claims no command that Slack keeps for itself', () => {
    const offered = JSON.stringify(slackManifest(contractRegistry)).matchAll(/"command":"\/(\w+)"/g)
    const names = [...offered].map(([, name]) => name ?? '')
    expect(names).toEqual(['team', 'invitation'])
    expect(names.filter((name) => builtInCommands.has(name))).toEqual([])
  })

  it('connects by Socket Mode without an address, over HTTP with one', () => {
    expect(slackManifest(contractRegistry)).toMatchObject({ settings: { socket_mode_enabled: true } })
    const requestUrl = 'https://bot.example.test/slack/events'
    expect(slackManifest(contractRegistry, { requestUrl })).toMatchObject({
      features: { slash_commands: [{ url: requestUrl }, { url: requestUrl }] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: requestUrl },
        interactivity: { request_url: requestUrl },
      },
    })
  })
})
