import { createSecrets, foldCode, hashSecret, isSameSecret, newCode, newToken } from '../src/secrets'

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) })

test('what is sealed can be opened, and looks different every time', () => {
  const secrets = createSecrets([key('k1', 1)])
  const text = 'xoxb-secret – ünï'
  expect(secrets.open(secrets.seal(text))).toBe(text)
  expect(secrets.seal(text)).not.toBe(secrets.seal(text))
  expect(secrets.seal(text)).not.toContain('xoxb')
})

test('after rotation the new key seals and the old one still opens', () => {
  const old = createSecrets([key('k1', 1)])
  const rotated = createSecrets([key('k2', 2), key('k1', 1)])
  expect(rotated.open(old.seal('before'))).toBe('before')
  expect(rotated.seal('after')).toMatch(/^k2\./)
  expect(createSecrets([key('k2', 2)]).open(rotated.seal('after'))).toBe('after')
})

test('a missing key, a wrong key and a changed text are named, without the text', () => {
  const sealed = createSecrets([key('k1', 1)]).seal('text')
  expect(() => createSecrets([key('k2', 1)]).open(sealed)).toThrow('has no key "k1"')
  expect(() => createSecrets([key('k1', 9)]).open(sealed)).toThrow(
    'key "k1" of ENCRYPTION_KEYS is not the one',
  )
  const [id, nonce, tag] = sealed.split('.')
  const secrets = createSecrets([key('k1', 1)])
  for (const forged of [
    `${id}.AAAAAAAAAAAAAAAA.${tag}.AAAA`,
    `${id}.${nonce}.${tag}.AAAA`,
    `${id}.${nonce}.AAAA.AAAA`,
    `${id}.${nonce}.${tag}`,
    `${sealed}x`,
    `${sealed}=`,
    `${sealed}.`,
  ])
    expect(() => secrets.open(forged)).toThrow()
  expect(() => createSecrets([])).toThrow('holds no key')
})

test('a key cannot be passed off under the id of another', () => {
  const sealed = createSecrets([key('k1', 1)]).seal('text')
  expect(() => createSecrets([key('k2', 1)]).open(sealed.replace('k1.', 'k2.'))).toThrow('not the one')
})

test('tokens carry 256 bits and never repeat', () => {
  const tokens = Array.from({ length: 100 }, newToken)
  expect(new Set(tokens).size).toBe(100)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})

test('a code is ten letters without look-alikes, and folding leaves it as it is', () => {
  for (const code of Array.from({ length: 200 }, newCode)) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(foldCode(code)).toBe(code)
  }
})

test.each(['AB01X-1Z9QW', ' ab01x 1z9qw ', 'abo1xlz9qw', 'ABOIX–IZ9QW', 'a b 0 1 x - 1 z 9 q w'])(
  '%p is forgiven',
  (typed) => {
    expect(foldCode(typed)).toBe('AB01X-1Z9QW')
  },
)

test.each(['', 'AB01X-1Z9Q', 'AB01X-1Z9QWW', 'AB01X-1Z9Q!', 'ABU1X-1Z9QW', 'ab01x_1z9qw'])(
  '%p is no code',
  (typed) => {
    expect(foldCode(typed)).toBeNull()
  },
)

test('secrets are stored as SHA-256 and compared whole', () => {
  expect(hashSecret('abc').toString('hex')).toMatch(/^ba7816bf/)
  expect(isSameSecret('abc', 'abc')).toBe(true)
  expect(isSameSecret('abc', 'abd')).toBe(false)
  expect(isSameSecret('abc', 'abcd')).toBe(false)
})
