import { checkEmbedding, checkModel } from '../../src/doctor/model'
import {
  type Answer,
  delta,
  fail,
  type OpenAiServer,
  startOpenAi,
  stream,
} from '../adapters/model/openai-server'
import { examine } from './instruments'

let server: OpenAiServer

beforeAll(async () => {
  server = await startOpenAi()
})
afterAll(() => server.close())

const askModel = (variables: Record<string, string> = {}) =>
  examine(checkModel, { MODEL_URL: server.url, MODEL_NAME: 'tiny', MODEL_API_KEY: 'sk-1', ...variables })

const askEmbedding = (variables: Record<string, string> = {}) =>
  examine(checkEmbedding, { EMBEDDING_URL: server.url, EMBEDDING_MODEL: 'near', ...variables })

const vectors =
  (...embedding: number[]): Answer =>
  (response) =>
    void response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ data: [{ index: 0, embedding }] }))

const redirect: Answer = (response) =>
  void response.writeHead(308, { Location: 'http://127.0.0.1:1/v1' }).end()

test('without a model the doctor says that chatbots quote', async () => {
  expect(await examine(checkModel, {})).toBe(
    'not set: chatbots quote their documents instead of wording answers',
  )
  expect(await examine(checkEmbedding, {})).toBe('not set: documents are found by their words')
})

test('the model is asked as chatbots ask, with its key, and hung up on at its first word', async () => {
  server.answers(stream([delta({ content: 'Yes' })], 'open'))
  expect(await askModel()).toBe('tiny answers')
  expect(server.asked).toMatchObject([
    {
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer sk-1' },
      body: { model: 'tiny', stream: true },
    },
  ])
  await server.asked[0]?.closed
})

test.each<[string, Answer, string]>([
  [
    'a wrong key',
    fail(401, { code: 'invalid_api_key' }),
    'the endpoint answered 401 (invalid_api_key): MODEL_API_KEY is missing, wrong, or not allowed to use MODEL_NAME',
  ],
  [
    'an unknown model',
    fail(404, { code: 'model_not_found' }),
    'the endpoint answered 404 (model_not_found): MODEL_NAME names no model that it offers to MODEL_API_KEY',
  ],
  [
    'a path that is not there',
    fail(404),
    'the endpoint answered 404: either it has no model MODEL_NAME names, or MODEL_URL is not the base of its paths (most end in /v1)',
  ],
  [
    'an account without credit',
    fail(429, { code: 'insufficient_quota' }),
    'the endpoint answered 429 (insufficient_quota): the account of MODEL_API_KEY has no credit left',
  ],
  [
    'a limit',
    fail(429),
    'the endpoint answered 429: too much was asked of it; try again in a minute, or raise the limit of MODEL_API_KEY',
  ],
  [
    'an endpoint in trouble',
    fail(503),
    'the endpoint answered 503: it is in trouble itself; try again later, and look at the logs behind MODEL_URL',
  ],
  [
    'a refused request',
    fail(400, { code: 'invalid_model' }),
    'the endpoint answered 400 (invalid_model): does it know what MODEL_NAME names?',
  ],
  [
    'an address that leads elsewhere',
    redirect,
    'the endpoint answered 308: MODEL_URL leads elsewhere, and redirects are not followed: set where it leads to',
  ],
  [
    'an answer without a word',
    stream([delta({}, 'stop')]),
    'tiny answers without a word: is MODEL_NAME a model for chat?',
  ],
  [
    'something else than a completion',
    (response) => void response.writeHead(200).end('<html>'),
    'the endpoint answered without a completion: is MODEL_NAME a model of this kind?',
  ],
])('%s is told with the variable that mends it', async (_what, answer, sentence) => {
  server.answers(answer)
  expect(await askModel()).toBe(`WRONG ${sentence}`)
})

test('an endpoint where nothing listens is told', async () => {
  expect(await askModel({ MODEL_URL: 'http://127.0.0.1:1/v1' })).toBe(
    'WRONG the connection to the endpoint failed: does something listen at MODEL_URL, and may this machine go there?',
  )
})

test('the embedding model tells how long its vectors are', async () => {
  server.answers(vectors(3, 0, 4))
  expect(await askEmbedding()).toBe('near gives vectors of 3 dimensions')
  expect(server.asked).toMatchObject([{ path: '/v1/embeddings', body: { model: 'near' } }])
})

test('vectors of another length than asked for are told with the variable that asks for it', async () => {
  server.answers(vectors(3, 0, 4))
  expect(await askEmbedding({ EMBEDDING_DIMENSIONS: '512' })).toBe(
    'WRONG the endpoint did not give 512 dimensions for every text: is EMBEDDING_MODEL a model of this kind, and EMBEDDING_DIMENSIONS a length it can give?',
  )
})

test.each([
  [{}, 'EMBEDDING_API_KEY'],
  [{ EMBEDDING_URL: '', MODEL_NAME: 'tiny' }, 'MODEL_API_KEY'],
])('the key that the embedding model was asked with is the one to mend: %j', async (variables, key) => {
  server.answers(fail(403))
  const shared = 'MODEL_NAME' in variables ? { MODEL_URL: server.url } : {}
  expect(await askEmbedding({ ...shared, ...variables })).toBe(
    `WRONG the endpoint answered 403: ${key} is missing, wrong, or not allowed to use EMBEDDING_MODEL`,
  )
})
