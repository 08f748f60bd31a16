import { decideTeam, type TeamMembership } from '../access'
import {
  type Choice,
  type Field,
  type Form,
  isBlank,
  type Refusal,
  ref,
  shorten,
  unlessFits,
  unlessWords,
} from '../chat'
import {
  type Chatbot,
  type ChatbotWish,
  DESCRIPTION_LENGTH,
  INSTRUCTIONS_LENGTH,
  isAgent,
  KEEP_DAYS,
  NAME_LENGTH,
} from './chatbot'
import { sharingFields } from './sharing-fields'
import { keepWords, kindName } from './words'

/** A new chatbot in a team; whoever may share with the team is offered to do so at once (F39). */
export function createForm(team: TeamMembership, wish: Partial<ChatbotWish>): Form {
  const shares = decideTeam(team, 'chatbot.shareDirectly').allowed
  return {
    submit: ref('chatbots.create', team.teamId),
    title: 'New chatbot',
    submitLabel: 'Create',
    fields: [...wordFields(wish), ...(shares ? sharingFields(team.teamName, null) : [])],
  }
}

/** With the version that the person looks at, so that nobody's change is turned back unseen. */
export function editForm(chatbot: Pick<Chatbot, 'id' | 'version' | 'ownerId'>, wish: ChatbotWish): Form {
  return {
    submit: ref('chatbots.edit', chatbot.id, String(chatbot.version)),
    title: `Edit ${kindName(isAgent(chatbot)).toLowerCase()}`,
    submitLabel: 'Save',
    fields: wishFields(wish),
  }
}

/** Everything that is set of a chatbot. */
export const wishFields = (wish: Partial<ChatbotWish>): Field[] => {
  const { keepDays = null, sourcesOnly = false } = wish
  return [
    ...wordFields(wish),
    {
      kind: 'choice',
      name: 'keep',
      label: 'Keep conversations',
      required: true,
      choices: keepChoices(keepDays),
      value: keepValue(keepDays),
    },
    {
      kind: 'toggles',
      name: 'switches',
      label: 'Answers',
      choices: [{ value: 'sourcesOnly', label: 'Only what its documents say' }],
      value: sourcesOnly ? ['sourcesOnly'] : [],
    },
  ]
}

const wordFields = ({ name, description, instructions }: Partial<ChatbotWish>): Field[] => [
  {
    kind: 'text',
    name: 'name',
    label: 'Name',
    required: true,
    maxLength: NAME_LENGTH,
    ...filled(name, NAME_LENGTH),
  },
  {
    kind: 'text',
    name: 'description',
    label: 'Description',
    hint: 'What it is for, in a sentence',
    maxLength: DESCRIPTION_LENGTH,
    ...filled(description, DESCRIPTION_LENGTH),
  },
  {
    kind: 'long',
    name: 'instructions',
    label: 'Instructions',
    hint: 'How it should answer: role, tone, what to leave out',
    maxLength: INSTRUCTIONS_LENGTH,
    ...filled(instructions, INSTRUCTIONS_LENGTH),
  },
]

const filled = (value: string | undefined, most: number) => (value ? { value: shorten(value, most) } : {})

const FOR_GOOD = 'forGood'
const keepValue = (keepDays: number | null) => (keepDays === null ? FOR_GOOD : String(keepDays))

/** With the present one, even if it is none of the usual. */
function keepChoices(present: number | null): Choice[] {
  const days = new Set<number>([...KEEP_DAYS, ...(present === null ? [] : [present])])
  return [null, ...[...days].sort((a, b) => a - b)].map((keepDays) => ({
    value: keepValue(keepDays),
    label: sentence(keepWords(keepDays)),
  }))
}

const sentence = (words: string) => (words[0] ?? '').toUpperCase() + words.slice(1)

type Values = Readonly<Record<string, string | readonly string[]>>

/** What the fields hold, whatever was submitted; `present` for what a form does not ask. */
export function readWish(values: Values, present?: Chatbot): ChatbotWish {
  const switches = Array.isArray(values.switches) ? values.switches : []
  return {
    name: word(values.name),
    description: word(values.description),
    instructions: word(values.instructions),
    sourcesOnly: switches.includes('sourcesOnly'),
    keepDays: readKeep(word(values.keep), present?.keepDays ?? null),
  }
}

export const word = (value: Values[string] | undefined): string =>
  typeof value === 'string' && !isBlank(value) ? value.trim() : ''

function readKeep(typed: string, present: number | null): number | null {
  if (typed === FOR_GOOD) return null
  const known = [...KEEP_DAYS, present].find((keepDays) => keepDays !== null && String(keepDays) === typed)
  return known ?? present
}

/** Why the words cannot be kept, at their field. */
export function objectionTo({ name, description, instructions }: ChatbotWish): Refusal | undefined {
  return (
    unlessWords(name, 'Name', NAME_LENGTH, 'name') ??
    unlessFits(description, 'Description', DESCRIPTION_LENGTH, 'description') ??
    unlessFits(instructions, 'Instructions', INSTRUCTIONS_LENGTH, 'instructions')
  )
}

export function deleteForm(chatbot: Pick<Chatbot, 'id' | 'name' | 'ownerId'>): Form {
  const { id, name } = chatbot
  const kind = kindName(isAgent(chatbot)).toLowerCase()
  return {
    submit: ref('chatbots.delete', id),
    title: `Delete ${kind}`,
    submitLabel: 'Delete for good',
    text: `“${name}” goes with its documents and conversations. There is no way back.`,
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: `Type the name of the ${kind}`,
        hint: name,
        required: true,
        maxLength: NAME_LENGTH,
      },
    ],
  }
}
