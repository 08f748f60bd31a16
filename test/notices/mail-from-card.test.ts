import { bold } from '../../src/chat'
import { mailFromCard } from '../../src/notices'
import { png } from '../support/png'

test('a mail made from a card says everything the card says, and keeps its link', () => {
  const mail = mailFromCard({
    title: 'Ann accepted',
    text: 'She is a member now.',
    fields: [{ name: 'Role', value: 'Admin' }],
    rows: [{ text: 'one row', button: { label: 'Press', press: 'x.y:1' } }],
    context: 'In team Alpha',
    buttons: [
      { label: 'Members', press: 'teams.members:1' },
      { label: 'Open page', href: 'https://example.com/teams' },
    ],
  })
  expect(mail).toMatchObject({
    subject: 'Ann accepted',
    heading: 'Ann accepted',
    paragraphs: ['She is a member now.', [bold('Role'), ': ', 'Admin'], 'one row', 'In team Alpha'],
    action: { label: 'Open page', href: 'https://example.com/teams' },
  })
})

test('a card without a link makes a mail without an action', () => {
  const mail = mailFromCard({ title: 'Ann left', buttons: [{ label: 'Members', press: 'teams.members:1' }] })
  expect(mail).not.toHaveProperty('action')
  expect(mail.paragraphs).toEqual([])
})

test('a mail says in words what is attached to the card', () => {
  const mail = mailFromCard({
    title: 'Usage',
    image: { name: 'may.png', png: png(), alt: 'Answers a day in May' },
    files: [{ name: 'usage.csv', mediaType: 'text/csv', bytes: Buffer.from('a') }],
    context: 'In team Alpha',
  })
  expect(mail.paragraphs).toEqual(['Answers a day in May', 'File: usage.csv', 'In team Alpha'])
})
