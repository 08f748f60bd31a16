import { createEmbedder } from '../../../adapters/model'
import { type Answer, fail, type OpenAiServer, silent, startOpenAi } from './openai-server'

let server: OpenAiServer
beforeAll(async () => {
  server = await startOpenAi()
})
afterAll(() => server.close())

const embedderOf = (changed: object = {}) => {
  const embedder = createEmbedder({
    url: server.url,
    apiKey: null,
    name: 'vec',
    dimensions: null,
    backOffMs: 1,
    ...changed,
  })
  if (!embedder) throw new Error('no embedder')
  return embedder
}

/** Two dimensions by the length of the text; in the wrong order, as endpoints may. */
const vectors: Answer = (response, { body }) => {
  const data = (body.input as string[]).map((text, index) => ({
    index,
    embedding: [3 * text.length, 4 * text.length],
  }))
  response
    .writeHead(200, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ data: data.reverse() }))
}
const given =
  (...embeddings: number[][]): Answer =>
  (response) => {
    const data = embeddings.map((embedding, index) => ({ index, embedding }))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }))
  }

test('every text gets a vector of unit length, in batches, in its order', async () => {
  server.answers(vectors)
  const texts = Array.from({ length: 130 }, (_, at) => 'x'.repeat(at + 1))
  const got = await embedderOf().embed(texts)
  expect(got).toHaveLength(130)
  for (const vector of got) expect(vector).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)])
  expect(server.asked.map(({ body }) => (body.input as string[]).length)).toEqual([64, 64, 2])
  expect(server.asked[0]).toMatchObject({
    path: '/v1/embeddings',
    body: { model: 'vec', encoding_format: 'float' },
  })
})

test('vectors stay with their texts when they come in another order', async () => {
  server.answers((response) => {
    const data = [
      { index: 1, embedding: [0, 2] },
      { index: 0, embedding: [5, 0] },
    ]
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }))
  })
  expect(await embedderOf().embed(['a', 'b'])).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('dimensions are learnt from the first vectors, or are configured and then asked for', async () => {
  const learning = embedderOf()
  expect(learning).toMatchObject({ name: 'vec', dimensions: null })
  server.answers(vectors)
  await learning.embed(['a'])
  expect(learning.dimensions).toBe(2)
  expect(server.asked[0]?.body).not.toHaveProperty('dimensions')

  const configured = embedderOf({ dimensions: 2 })
  expect(configured).toMatchObject({ name: 'vec@2', dimensions: 2 })
  await configured.embed(['a'])
  expect(server.asked[1]?.body).toMatchObject({ dimensions: 2 })
})

test.each([
  ['too few vectors', given([1, 0])],
  ['vectors of different lengths', given([1, 0], [1, 0, 0])],
  ['a vector without a direction', given([1, 0], [0, 0])],
])('%s: misconfigured', async (_, answer) => {
  server.answers(answer)
  await expect(embedderOf().embed(['a', 'b'])).rejects.toMatchObject({
    name: 'ModelFailure',
    why: 'misconfigured',
  })
})

test('a busy or silent endpoint is tried again, a wrong key is not', async () => {
  server.answers(fail(429), silent, vectors)
  expect(await embedderOf({ timeoutMs: 30 }).embed(['a'])).toHaveLength(1)
  expect(server.asked).toHaveLength(3)
  server.answers(fail(401))
  await expect(embedderOf().embed(['a'])).rejects.toMatchObject({ why: 'misconfigured' })
  expect(server.asked).toHaveLength(1)
})

test('an abort ends it and lets go of the endpoint', async () => {
  const stop = new AbortController()
  server.answers(() => stop.abort())
  await expect(embedderOf().embed(['a'], stop.signal)).rejects.toMatchObject({ name: 'ModelFailure' })
  await server.asked[0]?.closed
})

test('no texts, no request; no model configured, no embedder', async () => {
  server.answers(vectors)
  expect(await embedderOf().embed([])).toEqual([])
  expect(server.asked).toEqual([])
  expect(createEmbedder(null)).toBeNull()
})
