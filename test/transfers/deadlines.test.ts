import { DAY_MS, HOUR_MS } from '../../src/clock'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { cancelTransfer, declineTransfer } from '../../src/transfers/end-transfer'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'
import {
  accept,
  acts,
  auditedOf,
  offerChatbot,
  offerTeam,
  openScene,
  owedAbout,
  rolesIn,
  type Someone,
  statusOf,
} from './acting'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let olivia: Someone
  let maya: Someone
  beforeEach(async () => {
    ;({ team, olivia, maya } = await openScene(rolecall, { swapped }))
  })

  const offers = {
    team: () => offerTeam(rolecall, team, olivia, maya),
    chatbot: async () => offerChatbot(rolecall, await makeChatbot(rolecall, team.owner), olivia, maya),
  }
  const lines = async (id: string, name: string) =>
    (await owedAbout(rolecall, id)).filter((line) => line.includes(name))

  describe.each(['team', 'chatbot'] as const)('a %s', (what) => {
    test('H4 R15 is accepted at T − 1 ms', async () => {
      const id = await offers[what]()
      rolecall.clock.advance(7 * DAY_MS - 1)
      expect(await accept(rolecall, id, maya)).toEqual({ id })
    })

    test.each([
      ['Accept', acceptTransfer, 'maya'],
      ['Decline', declineTransfer, 'maya'],
      ['Cancel', cancelTransfer, 'olivia'],
    ] as const)(
      'H4 R15 at T %s is refused though no sweep has run; the row follows at once',
      async (_label, change, name) => {
        const id = await offers[what]()
        const over = rolecall.clock.now() + 7 * DAY_MS
        rolecall.clock.set(over)
        const acting = await acts(rolecall, { maya, olivia }[name])
        expect(await change(rolecall.db, acting, id)).toMatchObject({
          ...{ code: 'transferOver', status: 'expired', at: over },
        })
        expect(await statusOf(rolecall, id)).toBe('expired')
        expect(await rolesIn(rolecall, team.teamId)).toMatchObject({ Olivia: 'owner', Maya: 'member' })
        expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.expired'])
      },
    )

    test('the sweep ends what nobody answered, once: both are told and the card is redrawn', async () => {
      const id = await offers[what]()
      rolecall.clock.advance(7 * DAY_MS - 1)
      await rolecall.sweep()
      expect(await statusOf(rolecall, id)).toBe('pending')
      rolecall.clock.advance(60_000)
      await rolecall.sweep()
      await rolecall.sweep()
      expect(await statusOf(rolecall, id)).toBe('expired')
      expect(await lines(id, 'answered')).toEqual([
        'notice transfer.answered Olivia',
        'notice transfer.answered Maya',
      ])
      expect(await lines(id, 'refresh')).toEqual(['refresh transfer'])
    })

    test('24 hours before the end both are reminded, once', async () => {
      const id = await offers[what]()
      rolecall.clock.advance(6 * DAY_MS - 1)
      await rolecall.sweep()
      expect(await lines(id, 'reminder')).toEqual([])
      for (const later of [1, HOUR_MS, 22 * HOUR_MS]) {
        rolecall.clock.advance(later)
        await rolecall.sweep()
      }
      expect(await lines(id, 'reminder')).toEqual([
        'notice transfer.reminder Olivia',
        'notice transfer.reminder Maya',
      ])
      expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.reminded'])
    })

    test('what is answered is neither reminded of nor expired', async () => {
      const id = await offers[what]()
      await accept(rolecall, id, maya)
      rolecall.clock.advance(6 * DAY_MS + HOUR_MS)
      await rolecall.sweep()
      rolecall.clock.advance(2 * DAY_MS)
      await rolecall.sweep()
      expect(await statusOf(rolecall, id)).toBe('accepted')
      expect(await lines(id, 'reminder')).toEqual([])
    })
  })
})
