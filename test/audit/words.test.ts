import { describeDeed } from '../../src/audit/words'
import { plainText } from '../../src/chat'

const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
const how = { name: 'Handbook', level: 'edit', knowledge: true }
const offer = { name: 'Alpha', what: 'team', from: 'Olivia', to: 'Adam' }

test.each([
  [
    'chatbot.shared',
    { ...how, team: 'Beta' },
    'shared the chatbot Handbook with team Beta (level edit, documents included)',
  ],
  [
    'chatbot.shared',
    { ...how, person: 'Otto' },
    'shared the chatbot Handbook with Otto (level edit, documents included)',
  ],
  [
    'chatbot.shareChanged',
    { ...how, person: 'Otto', knowledge: false },
    'changed how the chatbot Handbook is shared with Otto (level edit, documents not included)',
  ],
  [
    'chatbot.unshared',
    { name: 'Handbook', team: 'Beta' },
    'stopped sharing the chatbot Handbook with team Beta',
  ],
  ['chatbot.paused', { name: 'Handbook' }, 'paused the chatbot Handbook'],
  ['chatbot.paused', { name: 'Front desk', agent: true }, 'paused the agent Front desk'],
  ['chatbot.duplicated', { name: 'Front desk copy', agent: true }, 'copied an agent as Front desk copy'],
  ['transfer.started', offer, 'offered the team Alpha to Adam'],
  ['transfer.accepted', offer, 'accepted the team Alpha from Olivia'],
  ['transfer.declined', { ...offer, what: 'chatbot' }, 'declined the chatbot Alpha from Olivia'],
  ['transfer.cancelled', offer, 'cancelled the offer of the team Alpha to Adam'],
  ['transfer.expired', offer, 'let the offer of the team Alpha to Adam expire'],
])('R18 %s of %j reads “%s”', (action, data, words) => {
  expect(plainText(describeDeed({ action, data }), reader)).toBe(words)
})
