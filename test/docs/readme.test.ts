import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { configTable } from '../../src/config'
import { declaredCommands } from '../../src/declared-commands'

const ROOT = join(__dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
]

test("the README's table of variables is the configuration's own", () => {
  const [, table] =
    /<!-- configuration:.*-->\n\n([\s\S]*?)\n\n<!-- \/configuration -->/.exec(read('README.md')) ?? []
  expect(table).toBe(configTable())
})

test('the page for users has a section for every command, which names every option', () => {
  const sections = new Map(
    read('docs/users.md')
      .split(/^#{2,} /m)
      .map((section) => [section.split('\n', 1)[0], section]),
  )
  const untold = [...declaredCommands().commands.values()].flatMap(({ name, options }) => {
    const section = sections.get(`/${name}`)
    if (section === undefined) return [`/${name}`]
    return Object.keys(options).filter((option) => !section.includes(`${option}:`))
  })
  expect(untold).toEqual([])
})

test.each(pages)('every link of %s leads somewhere', (page) => {
  const dead = linksOf(read(page)).filter((link) => {
    const [path = '', anchor] = link.split('#')
    const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path)
    if (!existsSync(file)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
  })
  expect(dead).toEqual([])
})

test.each(pages)('every file that %s names in code is there', (page) => {
  const named =
    read(page).match(/(?<=`)(?:src|adapters|sandbox|migrations|test|bench|docs|lint)\/[\w./-]+(?=`)/g) ?? []
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})

/** Links to other pages of this project; those of the web are not followed. */
const linksOf = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => (/^https?:/.test(link) ? [] : [link]))

/** Headings as they are addressed: lower case, dashes for blanks, no other marks. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
