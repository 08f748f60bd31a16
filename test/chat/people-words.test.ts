import fc from 'fast-check'
import { readPeople } from '../../src/chat'

const slack = { platform: 'slack', tenant: 'T1' } as const
const discord = { platform: 'discord', tenant: 'discord' } as const

const address = (typed: string) => ({ kind: 'address', typed })
const unreadable = (typed: string) => ({ kind: 'unreadable', typed })
const user = (userId: string, name?: string) => ({
  kind: 'user',
  user: { ...slack, userId },
  ...(name && { name }),
})

test.each([
  ['commas', 'ann@acme.com,bob@acme.com'],
  ['commas and blanks', 'ann@acme.com, bob@acme.com'],
  ['semicolons', 'ann@acme.com;bob@acme.com;'],
  ['lines', 'ann@acme.com\nbob@acme.com\n'],
  ['Windows lines', 'ann@acme.com\r\nbob@acme.com'],
  ['blanks', '  ann@acme.com \t bob@acme.com '],
  ['angle brackets', '<ann@acme.com> <bob@acme.com>'],
  ['the names that mail programs put before addresses', 'Ann Smith <ann@acme.com>, Bob <bob@acme.com>'],
  ['names on lines that were joined', 'Ann Smith <ann@acme.com> Bob <bob@acme.com>'],
  ['the links that Slack makes', '<mailto:ann@acme.com|ann@acme.com> <mailto:bob@acme.com>'],
  ['names and the links that Slack makes', 'Ann S <<mailto:ann@acme.com|ann@acme.com>>, bob@acme.com'],
])('people are read from a list with %s', (_, list) => {
  expect(readPeople(list, slack)).toEqual([address('ann@acme.com'), address('bob@acme.com')])
})

test.each([
  ['Slack', '<@U1ABC>', user('U1ABC')],
  ['Slack, with a name', '<@W1ABC|ann>', user('W1ABC', 'ann')],
  ['Slack, with an empty name', '<@U1ABC|>', user('U1ABC')],
])('a mention from %s is a user of that workspace', (_, list, expected) => {
  expect(readPeople(list, slack)).toEqual([expected])
})

test.each(['<@123456789>', '<@!123456789>'])('the mention %s is a Discord user', (mention) => {
  expect(readPeople(mention, discord)).toEqual([{ kind: 'user', user: { ...discord, userId: '123456789' } }])
})

test('addresses and mentions may stand together', () => {
  expect(readPeople('ann@acme.com <@U1ABC>, <@U2ABC>', slack)).toEqual([
    address('ann@acme.com'),
    user('U1ABC'),
    user('U2ABC'),
  ])
})

test('equal entries collapse, whatever their case (H9)', () => {
  expect(readPeople('ann@acme.com, Ann@Acme.com <@U1ABC> <@U1ABC|ann>', slack)).toHaveLength(2)
})

test('a number somebody typed does not hide the user with that id', () => {
  expect(readPeople('<@123456789> 123456789', discord)).toEqual([
    { kind: 'user', user: { ...discord, userId: '123456789' } },
    unreadable('123456789'),
  ])
})

test.each([
  ['a bare name', 'ann', 'ann'],
  ['a name with an at sign', '@ann', '@ann'],
  ['a mass ping (B13)', '<!channel>', '!channel'],
  ['a channel', '<#C123>', '#C123'],
  ['a user group', '<!subteam^S1>', '!subteam^S1'],
])('%s is handed back as unreadable', (_, list, typed) => {
  expect(readPeople(list, slack)).toEqual([unreadable(typed)])
})

test('a word beside an address without brackets is not taken for a name', () => {
  expect(readPeople('ann bob@acme.com', slack)).toEqual([unreadable('ann'), address('bob@acme.com')])
})

test.each(['', ' \n ', ',;,', '<>'])('nobody is read from %j', (list) => {
  expect(readPeople(list, slack)).toEqual([])
})

test('every address of a list arrives once, in order', () => {
  const addresses = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.com$/), { maxLength: 100 })
  fc.assert(
    fc.property(addresses, fc.constantFrom(',', ', ', ';', '\n', ' '), (list, separator) => {
      expect(readPeople(list.join(separator), slack)).toEqual(list.map(address))
    }),
  )
})

test('reading never throws, and 10,000 characters are read at once', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (list) => Array.isArray(readPeople(list, slack))))
  expect(readPeople('<@a '.repeat(2_500), slack)).toEqual([unreadable('@a')])
})
