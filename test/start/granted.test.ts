import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inviteUrl } from '../../adapters/discord/invite'
import { scopes } from '../../adapters/slack/register'

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')

test('the README says of every Slack scope of the manifest why it is asked for, and of no other', () => {
  const [, table = ''] = /\| scope \| why \|\n\|---\|---\|\n([\s\S]*?)\n\n/.exec(readme) ?? []
  const told = table
    .split('\n')
    .flatMap((row) => (row.split('|')[1] ?? '').match(/(?<=`)[\w:.]+(?=`)/g) ?? [])
  expect(told.toSorted()).toEqual([...scopes].sort())
})

test('the link that the README gives for Discord asks for what the button in chat asks for', () => {
  const [, permissions] = /scope=bot\+applications\.commands&permissions=(\d+)/.exec(readme) ?? []
  const token = `${Buffer.from('900000000000000000').toString('base64')}.b.c`
  expect(permissions).toBe(new URL(inviteUrl(token) ?? '').searchParams.get('permissions'))
})
