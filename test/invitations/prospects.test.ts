import { refuse } from '../../src/chat'
import { type InviteLine, readProspects } from '../../src/invitations/rules'

const guest: InviteLine = {
  name: 'Gus',
  sent: false,
  why: refuse({ code: 'cannotJoin', name: 'Gus', why: 'guest' }),
}

test('R22 where nobody but a guest is named, the answer is why a guest is not invited', () => {
  expect(readProspects([], [guest])).toEqual({ prospects: [], bad: [guest] })
})

test('where nobody is named, that is said', () => {
  expect(readProspects([])).toMatchObject({ code: 'empty' })
})

test('a name without a mention is neither an address nor a chat user', () => {
  expect(readProspects([{ kind: 'unreadable', typed: '@Gus' }])).toMatchObject({
    bad: [{ name: '@Gus', why: { code: 'malformedAddress', orMention: true } }],
  })
})
