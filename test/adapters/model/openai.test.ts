import { createModel } from '../../../adapters/model'
import { ModelFailure, type ModelPart } from '../../../src/chat'
import {
  type Answer,
  counted,
  delta,
  fail,
  type OpenAiServer,
  silent,
  startOpenAi,
  stream,
} from './openai-server'
import { promptOf } from './prompt-of'

let server: OpenAiServer
beforeAll(async () => {
  server = await startOpenAi()
})
afterAll(() => server.close())

const modelOf = (changed: object = {}) =>
  createModel({
    url: server.url,
    apiKey: 'sk-test',
    name: 'small',
    contextTokens: 16_000,
    backOffMs: 1,
    ...changed,
  })

async function ask(model = modelOf(), signal = new AbortController().signal) {
  const parts: ModelPart[] = []
  for await (const part of model.answer(promptOf({ question: 'When are you open?' }), signal))
    parts.push(part)
  const text = parts.map((part) => ('text' in part ? part.text : '')).join('')
  return { text, parts, tokens: parts.find((part) => 'inputTokens' in part) }
}

const failureOf = async (work: Promise<unknown>): Promise<ModelFailure> => {
  const failure = await work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  )
  if (failure instanceof ModelFailure) return failure
  throw failure
}

const page: Answer = (response) => void response.writeHead(200).end('<html>Welcome</html>')
const hello = [
  delta({ role: 'assistant', content: '' }),
  delta({ content: 'From ' }),
  delta({ content: 'nine.' }),
  delta({}, 'stop'),
]

test('an answer comes in the parts that the endpoint sends, with the tokens it counted', async () => {
  server.answers(stream([...hello, counted]))
  const { parts } = await ask()
  expect(parts).toEqual([{ text: 'From ' }, { text: 'nine.' }, { inputTokens: 70, outputTokens: 9 }])
  expect(server.asked).toHaveLength(1)
  expect(server.asked[0]).toMatchObject({
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-test' },
    body: { model: 'small', stream: true, stream_options: { include_usage: true } },
  })
})

test('tokens are estimated, a token for four bytes, when the endpoint does not count', async () => {
  server.answers(stream(hello))
  const { tokens } = await ask()
  const messages = server.asked[0]?.body.messages as { content: string }[]
  const inputTokens = messages.reduce(
    (sum, { content }) => sum + Math.ceil(Buffer.byteLength(content) / 4),
    0,
  )
  expect(tokens).toEqual({ inputTokens, outputTokens: Math.ceil('From nine.'.length / 4) })
})

test.each([
  ['OpenAI names the parameter', fail(400, { message: 'Unrecognized', param: 'stream_options' })],
  [
    'another lists where it is',
    fail(422, { detail: [{ loc: ['body', 'stream_options'], type: 'extra_forbidden' }] }),
  ],
])('an endpoint that cannot count on request is asked without that, for good: %s', async (_, refusal) => {
  server.answers(refusal, stream(hello))
  const model = modelOf()
  expect(await ask(model)).toMatchObject({ text: 'From nine.' })
  expect(await ask(model)).toMatchObject({ text: 'From nine.' })
  expect(server.asked.map(({ body }) => 'stream_options' in body)).toEqual([true, false, false])
})

test('without a key no key is sent, and nothing of the environment', async () => {
  const names = ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID']
  for (const name of names) process.env[name] = 'from-the-environment'
  server.answers(stream(hello))
  await ask(modelOf({ apiKey: null }))
  for (const name of names) delete process.env[name]
  expect(server.asked[0]?.headers.authorization).toBeUndefined()
  expect(JSON.stringify(server.asked[0]?.headers)).not.toContain('from-the-environment')
})

test.each([
  ['busy', fail(429)],
  ['unreachable', fail(500)],
  ['unreachable', fail(503)],
  ['unreachable', stream([delta({ role: 'assistant', content: '' })], 'cut')],
  ['unreachable', stream([{ error: { message: 'overloaded', code: 502 } }])],
  ['busy', stream([{ error: { message: 'slow down', code: 429 } }])],
] as const)('%s: tried three times before the first word, then told', async (why, answer) => {
  server.answers(answer)
  expect(await failureOf(ask())).toMatchObject({ why })
  expect(server.asked).toHaveLength(3)
  server.answers(answer, answer, stream(hello))
  expect(await ask()).toMatchObject({ text: 'From nine.' })
})

test.each([
  ['misconfigured', fail(401, { code: 'invalid_api_key', message: 'sk-test is wrong' })],
  ['misconfigured', fail(403)],
  ['misconfigured', fail(404, { code: 'model_not_found' })],
  ['misconfigured', fail(402)],
  ['misconfigured', fail(429, { code: 'insufficient_quota' })],
  ['misconfigured', fail(307, {}, { Location: 'http://127.0.0.1:9/v1/chat/completions' })],
  ['misconfigured', page],
  ['refused', fail(400, { code: 'content_filter' })],
  ['refused', fail(400, { code: 'context_length_exceeded' })],
  ['refused', stream([delta({ refusal: 'I will not' }), delta({}, 'stop')])],
  ['refused', stream([delta({ content: 'Well' }), delta({}, 'content_filter')])],
] as const)('%s: told at once, for trying again would not help', async (why, answer) => {
  server.answers(answer)
  const failure = await failureOf(ask())
  expect(failure).toMatchObject({ why })
  expect(failure.message).not.toContain('sk-test')
  expect(server.asked).toHaveLength(1)
})

test('an endpoint that is not there is unreachable', async () => {
  const gone = await startOpenAi()
  await gone.close()
  expect(await failureOf(ask(modelOf({ url: gone.url })))).toMatchObject({ why: 'unreachable' })
})

test('the endpoint says how long to wait; when that is too long for somebody who waits, it is busy', async () => {
  server.answers(fail(429, {}, { 'Retry-After': '0' }), stream(hello))
  expect(await ask(modelOf({ backOffMs: 60_000 }))).toMatchObject({ text: 'From nine.' })
  server.answers(fail(429, {}, { 'Retry-After': '60' }))
  expect(await failureOf(ask())).toMatchObject({ why: 'busy' })
  expect(server.asked).toHaveLength(1)
})

test('a silence before the first word is unreachable, and tried again', async () => {
  server.answers(silent)
  expect(await failureOf(ask(modelOf({ firstWordTimeoutMs: 30 })))).toMatchObject({ why: 'unreachable' })
  expect(server.asked).toHaveLength(3)
})

test('a silence or a break within the answer is told after what came, and is not tried again', async () => {
  for (const end of ['open', 'cut'] as const) {
    server.answers(stream(hello.slice(0, 2), end))
    const texts: string[] = []
    const reading = (async () => {
      for await (const part of modelOf({ idleTimeoutMs: 30 }).answer(
        promptOf({}),
        new AbortController().signal,
      )) {
        if ('text' in part) texts.push(part.text)
      }
    })()
    expect(await failureOf(reading)).toMatchObject({ why: 'unreachable' })
    expect(texts).toEqual(['From '])
    expect(server.asked).toHaveLength(1)
    await server.asked[0]?.closed
  }
})

test('thinking without words is a sign of life', async () => {
  const thought = stream([delta({ reasoning_content: 'hm' })], 'open')
  server.answers((response, request) => {
    thought(response, request)
    setTimeout(() => stream(hello.slice(1))(withoutHead(response), request), 25)
  })
  expect(await ask(modelOf({ firstWordTimeoutMs: 500, idleTimeoutMs: 5 }))).toMatchObject({
    text: 'From nine.',
  })
})

test('an abort ends the answer with what came, lets go of the endpoint, and counts what was used', async () => {
  server.answers(stream(hello.slice(0, 2), 'open'))
  const stop = new AbortController()
  const parts: ModelPart[] = []
  for await (const part of modelOf().answer(promptOf({}), stop.signal)) {
    parts.push(part)
    stop.abort()
  }
  expect(parts).toEqual([{ text: 'From ' }, { inputTokens: expect.any(Number), outputTokens: 2 }])
  await server.asked[0]?.closed
})

test('an abort while waiting for another try ends at once', async () => {
  const stop = new AbortController()
  server.answers((response, request) => {
    fail(503)(response, request)
    setImmediate(() => stop.abort())
  })
  expect(await ask(modelOf({ backOffMs: 9_000 }), stop.signal)).toMatchObject({ text: '' })
  expect(server.asked).toHaveLength(1)
})

test('who stops reading lets go of the endpoint', async () => {
  server.answers(stream(hello.slice(0, 2), 'open'))
  for await (const _ of modelOf().answer(promptOf({}), new AbortController().signal)) break
  await server.asked[0]?.closed
})

test('an answer without end is broken off', async () => {
  server.answers((response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    const more = () => {
      while (
        !response.destroyed &&
        response.write(`data: ${JSON.stringify(delta({ content: 'la '.repeat(1000) }))}\n\n`)
      );
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const { text } = await ask()
  expect(text.length).toBeLessThan(50_000)
  await server.asked[0]?.closed
})

const withoutHead = <T extends { writeHead: unknown }>(response: T): T =>
  new Proxy(response, {
    get(target, name) {
      if (name === 'writeHead') return () => target
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
