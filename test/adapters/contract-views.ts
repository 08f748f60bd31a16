import {
  bold,
  type Card,
  code,
  command,
  createRegistry,
  type Form,
  link,
  person,
  ref,
  say,
  text,
  time,
} from '../../src/chat'

const done = async () => say({ title: 'Done' })

/** Commands as features declare them; what they do is for the stage to say. */
export const contractRegistry = createRegistry([
  {
    commands: [
      command({
        name: 'team invite',
        description: 'Invite people to the team',
        options: {
          people: { kind: 'people', description: 'Addresses or people', maxLength: 3_000 },
          role: {
            kind: 'choice',
            description: 'Their role',
            choices: [
              { value: 'admin', label: 'Admin' },
              { value: 'member', label: 'Member' },
            ],
          },
        },
        run: done,
      }),
      command({
        name: 'team settings',
        description: 'Change name and switches of the team',
        first: 'form',
        options: {},
        run: done,
      }),
      command({
        name: 'team members',
        description: 'List the members of a team',
        options: { team: { kind: 'search', description: 'Which team', search: async () => [] } },
        run: done,
      }),
      command({ name: 'invite accept', description: 'Accept an invitation', options: {}, run: done }),
    ],
    searches: [{ name: 'teams.find', run: async () => [] }],
    menus: [{ name: 'about.message', label: 'Ask about this', first: 'reply', run: done }],
  },
])

export const everyKindOfField: Form = {
  submit: ref('settings.save', '01J'),
  title: 'Team settings',
  submitLabel: 'Save',
  text: text`Settings of ${bold('Alpha')}`,
  fields: [
    { kind: 'text', name: 'name', label: 'Name', maxLength: 80, required: true, hint: 'Shown everywhere' },
    { kind: 'long', name: 'note', label: 'Note', maxLength: 500, placeholder: 'Why?' },
    {
      kind: 'choice',
      name: 'role',
      label: 'Role',
      required: true,
      choices: [
        { value: 'admin', label: 'Admin' },
        { value: 'member', label: 'Member' },
      ],
    },
    {
      kind: 'toggles',
      name: 'switches',
      label: 'Switches',
      choices: [
        { value: 'creation', label: 'Members create chatbots' },
        { value: 'documents', label: 'Members upload documents' },
      ],
    },
    { kind: 'people', name: 'people', label: 'People', max: 5 },
  ],
}

export const oneOfEverything: Card = {
  tone: 'success',
  title: 'Everything',
  text: text`Plain, ${bold('in bold')}, ${code('01JCODE')}, ${link('the manual', 'https://example.test/manual')}, ${person('Maya')}, ${time(Date.UTC(2030, 0, 2))}`,
  fields: [
    { name: 'Field one', value: 'first value' },
    { name: 'Field two', value: text`${bold('Second')} value` },
  ],
  rows: [
    { text: 'A row', button: { label: 'Row button', press: ref('row.press', '01J') } },
    {
      text: 'Another row',
      menu: {
        label: 'Choose',
        options: [
          { label: 'This', press: ref('row.pick', 'this') },
          { label: 'That', press: ref('row.pick', 'that') },
        ],
      },
    },
  ],
  context: 'Small print',
  buttons: [
    { label: 'Press me', press: ref('card.press', '01J'), style: 'primary' },
    { label: 'Read on', href: 'https://example.test/more' },
  ],
}
