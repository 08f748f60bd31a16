import type { FormValues } from '../../src/chat'
import { declaredCommands } from '../../src/declared-commands'
import { isText, mayWrite } from './legitimate'
import { complaintsAboutAll } from './polite'
import { PLATFORM, type Scene, setScene, WHO, type Who } from './scene'
import { watchTables } from './snapshot'
import { validValues } from './valid'
import { HOSTILE_IDS, HOSTILE_WORDS } from './values'

const { submits, commands } = declaredCommands()
const everybody = [...submits.keys()].flatMap((submit) => WHO.map((who) => [submit, who] as const))
/** An admin is let in by the same rule as the owner; what is typed into commands is tried with all four. */
const asked = [...commands.values()].flatMap((command) =>
  (['owner', 'member', 'stranger'] as const).map((who) => ({ command, name: command.name, who })),
)

let scene: Scene
let changedTables: () => Promise<string[]>
beforeAll(async () => {
  scene = await setScene()
  changedTables = await watchTables(scene.rolecall.db)
}, 60_000)
afterAll(() => scene.rolecall.close())

/** A name of a team or a chatbot is its people's own business; nothing else that is hostile may be kept. */
const NAMES = [
  'teams.settings',
  'workspaces.rename',
  'chatbots.create',
  'chatbots.edit',
  'agents.create',
  'knowledge.create',
  'account.settings',
]
const writes = (submit: string, { name, question, answer }: FormValues, who: Who) =>
  who !== 'stranger' &&
  ((NAMES.includes(submit) && typeof name === 'string' && isText(name, 80)) ||
    // So is what the owner says with a denial, also nothing; what anybody asks.
    (submit === 'requests.deny' && who === 'owner' && !isLong(answer)) ||
    (submit === 'conversations.ask' && typeof question === 'string' && isText(question, 3_000)))

const isLong = (words: FormValues[string] | undefined) =>
  typeof words === 'string' && words.trim().length > 1_000

/** The fields of forms that take nothing for something, or are not shown here. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'answers.down': ['reason'],
  'requests.deny': ['answer'],
  'roleSync.save': ['what'],
  'profile.topics': ['slack', 'discord', 'mail'],
  // The only one of its account: nobody is asked for its name.
  'workspaces.delete': ['name'],
}

/** The kinds of ids that a form names; the first of each is a good one. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'chatbots.edit': ['chatbot'],
  'agents.create': ['workspace'],
  'chatbots.delete': ['chatbot'],
  'shares.give': ['chatbot', 'team'],
  'shares.givePerson': ['chatbot'],
  'requests.file': ['chatbot', 'team'],
  'requests.approve': ['request'],
  'requests.deny': ['request'],
  'conversations.ask': ['chatbot'],
  // Of an answer that never was: of a real one a reason may be anything, also nothing.
  'answers.down': ['account'],
  'knowledge.upload': ['chatbot'],
  'knowledge.create': ['workspace'],
  'knowledge.edit': ['base'],
  'knowledge.delete': ['base'],
  'knowledge.replace': ['document'],
  'knowledge.restrict': ['document'],
  'account.settings': ['account'],
  'account.delete': ['account'],
  // The first person owns the team.
  'workspaces.removeOwner': ['workspace', 'person'],
  'workspaces.rename': ['workspace'],
  'workspaces.settings': ['workspace'],
  'workspaces.delete': ['workspace'],
  'connections.team': ['connection'],
  'roleSync.save': ['connection'],
  'payments.workspace': ['workspace'],
}
const kindsOf = (submit: string) => NAMED[submit] ?? ['team']
const calledWell = (submit: string) =>
  [submit, ...kindsOf(submit).map((kind) => scene.ourIds[kind]?.[0] ?? '')].join(':')

test.each(everybody)(
  'R21 B8 the form "%s" refuses hostile values to the %s and changes nothing',
  async (submit, who) => {
    const fields = await fieldsOf(submit)
    const cases = fields.flatMap((field) =>
      hostileValues().map(([what, value]) => [`${field} is ${what}`, { [field]: value }] as const),
    )
    const everything = hostileValues().map(
      ([what, value]) =>
        [`everything is ${what}`, Object.fromEntries(fields.map((field) => [field, value]))] as const,
    )
    const complaints = await complaintsOf(who, [
      ...[
        ...cases,
        ...everything,
        ['nothing', {}] as const,
        ['unknown fields', { toString: 'x', __proto__x: ['y'] }] as const,
      ]
        .filter(([, values]) => !writes(submit, values, who))
        .map(([what, values]) => [what, calledWell(submit), values] as const),
    ])
    expect(complaints).toEqual([])
  },
)

test.each(everybody)('R21 the form "%s" of the %s takes no harm from any ids', async (submit, who) => {
  const own = Object.entries(scene.ourIds).filter(([kind]) => kind !== kindsOf(submit)[0])
  const all = [...Object.entries(HOSTILE_IDS), ...own, ...Object.entries(scene.theirIds)]
  const cases = all.map(([what, ids]) => [what, [submit, ...ids].join(':'), { name: 'Valid' }] as const)
  expect(await complaintsOf(who, cases)).toEqual([])
})

test.each(asked)(
  'R21 B8 the form that asks for /$name refuses hostile values to the $who',
  async ({ command, who }) => {
    const valid = await validValues(scene, command)
    const cases = Object.keys(command.options).flatMap((option) =>
      hostileValues()
        .map(([what, value]) => [`${option} is ${what}`, { ...valid, [option]: value }] as const)
        .filter(([, values]) => !mayWrite(command.name, joined(values), who)),
    )
    const called = cases.map(([what, values]) => [what, `command:${command.name}`, values] as const)
    const strange = ['an unknown field', `command:${command.name}`, { nonsense: 'x' }] as const
    expect(await complaintsOf(who, [...called, strange])).toEqual([])
  },
)

/** Complaints about every answer, and about every table that is not as it was before. */
async function complaintsOf(
  who: Who,
  cases: readonly (readonly [what: string, submit: string, values: FormValues])[],
): Promise<string[]> {
  const user = scene.people[who][PLATFORM[who]]
  const complaints = await complaintsAboutAll(
    scene,
    cases.map(([what, submit, values]) => ({ what, user, happening: { kind: 'submit', submit, values } })),
  )
  return [...complaints, ...(await changedTables()).map((table) => `changed ${table}`)]
}

/** Without values a form comes back with an error: so it tells its own fields. */
async function fieldsOf(submit: string): Promise<readonly string[]> {
  const known = FIELDS[submit]
  if (known) return known
  const answer = await scene.people.owner.slack.does({
    kind: 'submit',
    submit: calledWell(submit),
    values: {},
  })
  if (answer.kind !== 'fix') throw new Error(`"${submit}" takes nothing for something`)
  return answer.form.fields.map((field) => field.name)
}

const hostileValues = (): [string, string | readonly string[]][] => [
  ...Object.entries(HOSTILE_WORDS),
  ['foreign ids', Object.values(scene.theirIds).flat()],
  ['a foreign team id', scene.theirIds.team?.[0] ?? ''],
  ['a foreign person id', scene.theirIds.person?.[0] ?? ''],
  ['a list of strange things', Object.values(HOSTILE_WORDS)],
  ['an empty list', []],
  ['a list of nothing', ['', '']],
]

const joined = (values: FormValues) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.join(' '),
    ]),
  )
