import { inviteUrl } from '../../../adapters/discord/invite'

test('a bot token tells the page that adds the bot and its commands to a server', () => {
  const id = Buffer.from('900000000000000002').toString('base64url')
  const page = new URL(inviteUrl(`${id}.Gabcde.secret`) ?? '')
  expect(page.origin + page.pathname).toBe('https://discord.com/oauth2/authorize')
  expect(Object.fromEntries(page.searchParams)).toEqual({
    client_id: '900000000000000002',
    scope: 'bot applications.commands',
    permissions: '309506198528',
  })
  expect(page.href).not.toContain('secret')
})

test('a token that does not begin with an id tells none', () => {
  expect(inviteUrl('MTE0.Gabcde.0123456789')).toBeNull()
})
