import { maya, sam, setUpSandbox } from './support'

const stage = setUpSandbox()
const redirectUri = 'http://127.0.0.1:9/discord/callback'

const exchange = async (code: string, more: Record<string, string> = {}) => {
  const response = await fetch(`${stage.sandbox.apiUrl}/v10/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: stage.sandbox.applicationId,
      client_secret: stage.sandbox.clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code,
      ...more,
    }),
  })
  return {
    status: response.status,
    body: (await response.json()) as { access_token: string; error?: string },
  }
}

const me = (token: string) => stage.call('GET', '/users/@me', undefined, `Bearer ${token}`)

test('a code becomes a token that tells the address and whether it is confirmed', async () => {
  const { body } = await exchange(stage.sandbox.authorize(maya, redirectUri, 'identify email'))
  expect((await me(body.access_token)).body).toMatchObject({
    id: maya,
    email: 'maya@builders.test',
    verified: true,
  })
  const unconfirmed = await exchange(stage.sandbox.authorize(sam, redirectUri, 'identify email'))
  expect((await me(unconfirmed.body.access_token)).body).toMatchObject({ id: sam, verified: false })
})

test('without the email scope no address is told', async () => {
  const { body } = await exchange(stage.sandbox.authorize(maya, redirectUri, 'identify'))
  expect((await me(body.access_token)).body.email).toBeUndefined()
})

test('a code works once, within a minute, with the same redirect address and the right secret', async () => {
  const code = stage.sandbox.authorize(maya, redirectUri, 'identify')
  expect((await exchange(code)).status).toBe(200)
  expect((await exchange(code)).body.error).toBe('invalid_grant')
  const moved = stage.sandbox.authorize(maya, 'http://127.0.0.1:9/other', 'identify')
  expect((await exchange(moved)).body.error).toBe('invalid_grant')
  const late = stage.sandbox.authorize(maya, redirectUri, 'identify')
  stage.clock.advance(61_000)
  expect((await exchange(late)).body.error).toBe('invalid_grant')
  const mine = stage.sandbox.authorize(maya, redirectUri, 'identify')
  expect((await exchange(mine, { client_secret: 'guess' })).body.error).toBe('invalid_client')
})

test('the sign-in page offers the people and leads back with code and state', async () => {
  const query = new URLSearchParams({
    client_id: stage.sandbox.applicationId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'identify email',
    state: 's-1',
  })
  const page = await (await fetch(`${stage.sandbox.authorizeUrl}?${query}`)).text()
  const link = /<a href="([^"]+)">Maya Member</.exec(page)?.[1]?.replaceAll('&amp;', '&')
  const agreed = await fetch(`${stage.sandbox.authorizeUrl}${link}`, { redirect: 'manual' })
  const back = new URL(agreed.headers.get('location') ?? '')
  expect(back.searchParams.get('state')).toBe('s-1')
  const { body } = await exchange(back.searchParams.get('code') ?? '')
  expect((await me(body.access_token)).body.id).toBe(maya)
})
