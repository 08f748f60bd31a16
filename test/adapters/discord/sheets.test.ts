import { DiscordAPIError } from 'discord.js'
import { createSheets } from '../../../adapters/discord/sheets'
import type { Spot } from '../../../adapters/discord/spot'
import type { Card } from '../../../src/chat'

const refusal = (code: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, 404, 'PATCH', 'https://discord.test', {})

/** A channel in memory; a call is made to fail by putting an error into `failures`. */
function channel() {
  const messages = new Map<string, Card>()
  const failures: Error[] = []
  let count = 0
  const place = { platform: 'discord', tenant: '1', channelId: '2', direct: false, shared: false } as const
  const failing = () => {
    const failure = failures.shift()
    if (failure) throw failure
  }
  const spot: Spot = {
    place,
    async post(card) {
      failing()
      count += 1
      const id = `m${count}`
      messages.set(id, card)
      return { id, posted: { platform: 'discord', tenant: '1', channelId: '2', messageId: id } }
    },
    async edit(id, card) {
      failing()
      if (!messages.has(id)) throw refusal(10_008)
      messages.set(id, card)
    },
    async remove(id) {
      failing()
      messages.delete(id)
    },
  }
  return { spot, messages, failures, titles: () => [...messages.values()].map(({ title }) => title) }
}

const cards = (...titles: string[]): Card[] => titles.map((title) => ({ title }))

describe('the messages of one answer', () => {
  const logged: string[] = []
  const note = (_data: object, message: string) => logged.push(message)
  const log = { info: note, warn: note, error: note }
  beforeEach(() => logged.splice(0))

  async function opened() {
    const there = channel()
    const opening = { title: 'Opening' }
    return { ...there, sheets: createSheets(there.spot, await there.spot.post(opening), opening, log) }
  }

  it('are as many as the text needs, and become the cards of the end', async () => {
    const { sheets, titles } = await opened()
    await sheets.show(cards('A'))
    await sheets.show(cards('A', 'B'))
    expect(titles()).toEqual(['A', 'B'])
    const posted = await sheets.finish(cards('1', '2', '3'))
    expect(titles()).toEqual(['1', '2', '3'])
    expect(posted.map(({ messageId }) => messageId)).toEqual(['m1', 'm2', 'm3'])
  })

  it('are fewer when the end needs fewer', async () => {
    const { sheets, titles } = await opened()
    await sheets.show(cards('A', 'B', 'C'))
    expect(await sheets.finish(cards('Stopped'))).toHaveLength(1)
    expect(titles()).toEqual(['Stopped'])
  })

  it('are posted anew, in order, from the first that was deleted on', async () => {
    const { sheets, messages, titles } = await opened()
    await sheets.show(cards('A', 'B', 'C'))
    messages.delete('m2')
    const posted = await sheets.finish(cards('1', '2', '3'))
    expect(titles()).toEqual(['1', '2', '3'])
    expect(posted.map(({ messageId }) => messageId)).toEqual(['m1', 'm4', 'm5'])
  })

  it('keep growing after one was deleted, without asking for it again', async () => {
    const { sheets, messages, titles } = await opened()
    messages.delete('m1')
    await sheets.show(cards('A'))
    await sheets.show(cards('A', 'B'))
    expect(titles()).toEqual(['B'])
    expect(logged).toEqual([])
  })

  it('show what failed to be shown the next time', async () => {
    const { sheets, failures, titles } = await opened()
    failures.push(new Error('connection lost'))
    await sheets.show(cards('A'))
    expect(titles()).toEqual(['Opening'])
    await sheets.show(cards('A'))
    expect(titles()).toEqual(['A'])
    expect(logged).toEqual(['a growing answer was not shown'])
  })

  it('do not lose the end to a failure that passes', async () => {
    const { sheets, failures, titles } = await opened()
    failures.push(new Error('connection lost'))
    await sheets.finish(cards('1'))
    expect(titles()).toEqual(['1'])
  })

  it('say so when Discord refuses the end', async () => {
    const { sheets, failures } = await opened()
    failures.push(refusal(50_001))
    await expect(sheets.finish(cards('1'))).rejects.toThrow('no')
  })
})
