import { tellApart } from '../../src/people'

const person = (personId: string, name: string, address: string | null) => ({ personId, name, address })
const labels = (...people: Parameters<typeof tellApart>[0]) => tellApart(people).map(({ label }) => label)

test('who has a name of their own is called by it, and carries no address', () => {
  expect(tellApart([person('1', 'Ann', 'ann@acme.com'), person('2', 'Bob', null)])).toEqual([
    { value: '1', label: 'Ann' },
    { value: '2', label: 'Bob' },
  ])
})

test('people of one name carry as little of their address as tells them apart', () => {
  expect(labels(person('1', 'Ann', 'ann@acme.com'), person('2', 'ann', 'ann@beta.com'))).toEqual([
    'Ann (a•••@acme.com)',
    'ann (a•••@beta.com)',
  ])
  expect(labels(person('1', 'Ann', 'ann.lee@acme.com'), person('2', 'Ann', 'ann.lee2@acme.com'))).toEqual([
    'Ann (a•••e@acme.com)',
    'Ann (a•••2@acme.com)',
  ])
  expect(labels(person('1', 'Ann', 'a@acme.com'), person('2', 'Ann', null))).toEqual([
    'Ann (a•••@acme.com)',
    'Ann (no address)',
  ])
})

test('names and addresses of any length fit a choice on both platforms', () => {
  const long = `${'x'.repeat(60)}@${'y'.repeat(60)}.com`
  const found = labels(person('1', 'N'.repeat(90), long), person('2', 'N'.repeat(90), `z${long}`))
  expect(found.every((label) => label.length <= 75)).toBe(true)
  expect(new Set(found).size).toBe(2)
})
