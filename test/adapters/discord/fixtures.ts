import { type Card, command, createRegistry, type Registry, ref, say } from '../../../src/chat'

const answer = async () => say({ title: 'Done' })

/** One command of each shape: flat, grouped, with every kind of option. */
export const registry: Registry = createRegistry([
  {
    commands: [
      command({ name: 'rolecall', description: 'Shows what waits for you', options: {}, run: answer }),
      command({
        name: 'team invite',
        description: 'Invites people to the team',
        options: {
          list: { kind: 'file', description: 'A list of addresses', extensions: ['csv', 'txt'] },
          note: { kind: 'text', maxLength: 500, description: 'What they read' },
          people: { kind: 'people', maxLength: 9_000, description: 'Addresses or users', required: true },
          role: {
            kind: 'choice',
            description: 'What they become',
            choices: [
              { value: 'admin', label: 'Admin' },
              { value: 'member', label: 'Member' },
            ],
          },
        },
        run: answer,
      }),
      command({
        name: 'team remove',
        description: 'Removes somebody from the team',
        options: {
          person: { kind: 'search', description: 'Who leaves', required: true, search: async () => [] },
          team: { kind: 'search', description: 'From where', asked: true, search: async () => [] },
        },
        run: answer,
      }),
    ],
    menus: [{ name: 'question.about', label: 'Ask about this', first: 'form', run: answer }],
  },
])

/** As much as `checkCard` lets through. */
export const largestCard: Card = {
  tone: 'danger',
  title: 'T'.repeat(150),
  text: 'x'.repeat(30),
  fields: Array.from({ length: 10 }, (_, index) => ({ name: `Field ${index}`, value: 'v' })),
  rows: Array.from({ length: 8 }, (_, row) => ({
    text: 'r'.repeat(400),
    menu: {
      label: 'M'.repeat(75),
      options: Array.from({ length: 25 }, (_, option) => ({
        label: 'O'.repeat(75),
        press: ref('p'.repeat(90), `${row}`, `${option}`),
      })),
    },
  })),
  context: 'c'.repeat(100),
  buttons: Array.from({ length: 5 }, (_, index) => ({
    label: 'B'.repeat(75),
    press: ref('press', `${index}`),
  })),
}
