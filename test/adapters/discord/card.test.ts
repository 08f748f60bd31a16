import fc from 'fast-check'
import { cardMessage } from '../../../adapters/discord/card'
import { checkMessage } from '../../../sandbox/discord/check-message'
import { flatten } from '../../../sandbox/discord/components'
import { checkSchema } from '../../../sandbox/discord/schemas'
import type { Component, MessageRequest } from '../../../sandbox/discord/types'
import { bold, type Card, LIMITS, say, ViewTooLarge } from '../../../src/chat'
import { largestCard } from './fixtures'

const componentsOf = (card: Card) => flatten(cardMessage(card).body.components as Component[])

/** Discord's published schema and its documented limits; throws what Discord would answer. */
function accept(card: Card): void {
  checkSchema('MessageCreateRequestSchema', cardMessage(card).body)
  checkMessage(cardMessage(card).body as MessageRequest)
}

describe('cardMessage', () => {
  it('fits Discord with the largest card that our limits allow', () => {
    expect(() => say(largestCard)).not.toThrow()
    expect(() => accept(largestCard)).not.toThrow()
  })

  it('would not fit with one of the limits doubled', () => {
    const rows = [...(largestCard.rows ?? []), ...(largestCard.rows ?? [])]
    expect(() => say({ ...largestCard, rows })).toThrow(ViewTooLarge)
    expect(() => accept({ ...largestCard, rows })).toThrow('Invalid Form Body')
  })

  it('fits Discord whatever people type into it (H8)', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...'*_`[<|~\\@#->a:/\n. '),
      maxLength: LIMITS.fieldValue,
    })
    fc.assert(
      fc.property(fc.array(typed, { minLength: 3, maxLength: 3 }), ([a = '', b = '', c = '']) => {
        const card: Card = {
          title: 'Note',
          text: a,
          fields: [{ name: 'Note', value: b }],
          context: c.slice(0, 500),
        }
        accept(card)
      }),
    )
  })

  it('keeps text readable that would grow beyond 4,000 characters by escaping', () => {
    const card: Card = { title: 'Note', text: '*'.repeat(3_500) }
    expect(() => say(card)).not.toThrow()
    expect(() => accept(card)).not.toThrow()
    expect(componentsOf(card)[1]?.content).toContain('∗∗∗')
  })

  it('pings nobody, not even when a name is a mass ping (B13)', () => {
    expect(cardMessage({ title: '@everyone' }).body.allowed_mentions).toEqual({ parse: [] })
  })

  it('shows title, text, fields, rows, context and buttons in this order', () => {
    const card: Card = {
      title: 'Alpha',
      text: ['Owned by ', bold('Olivia')],
      fields: [{ name: 'Seats', value: '3 of 5' }],
      rows: [
        { text: 'Maya' },
        { text: 'Sam', button: { label: 'Cancel', press: 'x.cancel:1', style: 'danger' } },
        { text: 'Adam', menu: { label: 'Role', options: [{ label: 'Member', press: 'x.role:1:member' }] } },
      ],
      context: 'in team Alpha',
      buttons: [
        { label: 'Invite', press: 'x.invite', style: 'primary' },
        { label: 'Site', href: 'https://acme.test' },
      ],
    }
    const shown = componentsOf(card).map(
      ({ content, label, placeholder, custom_id, url }) =>
        content ?? label ?? placeholder ?? custom_id ?? url,
    )
    expect(shown.filter(Boolean)).toEqual([
      '### Alpha\nOwned by **Olivia**\n**Seats:** 3 of 5',
      'Maya',
      'Sam',
      'Cancel',
      'Adam',
      'Role',
      '-# in team Alpha',
      'Invite',
      'Site',
    ])
  })

  it('colours a card by its tone and leaves the others plain', () => {
    expect(cardMessage({ title: 'Gone', tone: 'danger' }).body.components[0]).toHaveProperty(
      'accent_color',
      0xd8383c,
    )
    expect(cardMessage({ title: 'Plain' }).body.components[0]).not.toHaveProperty('accent_color')
  })

  it('gives every menu an id of its own and lets its options say what they call', () => {
    const row = { text: 'x', menu: { label: 'Role', options: [{ label: 'Owner', press: 'x.role:1' }] } }
    const menus = componentsOf({ title: 'Two', rows: [row, row] }).filter((part) => part.options)
    expect(menus.map((menu) => menu.custom_id)).toEqual(['menu:0', 'menu:1'])
    expect(menus.map((menu) => menu.options?.[0]?.value)).toEqual(['x.role:1', 'x.role:1'])
  })
})
