import type { DataSource } from 'typeorm'
import { isRefusal } from '../../src/chat'
import { deleteChatbot } from '../../src/chatbots/delete-chatbot'
import { openDatabase } from '../../src/db'
import { approveRequest } from '../../src/shares/requests/approve-request'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { startChatbotTransfer } from '../../src/transfers/start-transfer'
import { liveGrants, makeChatbot, readChatbot } from '../chatbots/stage'
import { askFor, contextOf, kept } from '../shares/requests/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { until } from '../support/until'
import { acts, offerChatbot, openScene, statusOf } from './acting'
import { atOnce, ORDERS } from './meeting'

let rolecall: Rolecall
/** The pool of another process. */
let elsewhere: DataSource
beforeAll(async () => {
  rolecall = await createRolecall()
  elsewhere = await openDatabase({ url: rolecall.url })
})
afterAll(async () => {
  await elsewhere.destroy()
  await rolecall.close()
})

test.each(ORDERS)('accept against its deletion: one of them, wholly (%s)', async (_order, ahead) => {
  const { team, olivia, maya } = await openScene(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Helper' })
  const id = await offerChatbot(rolecall, chatbotId, olivia, maya)
  const [acting, context] = [await acts(rolecall, maya), await contextOf(rolecall, olivia.user)]
  const [accepted, deleted] = await atOnce(
    [rolecall.db, elsewhere],
    ahead,
    (db) => acceptTransfer(db, acting, id),
    (db) => deleteChatbot(db, context, chatbotId, 'Helper'),
  )
  expect([isRefusal(accepted), isRefusal(deleted)].filter((refused) => refused)).toHaveLength(1)
  expect(await readChatbot(rolecall, chatbotId)).toMatchObject({ deleted: isRefusal(accepted) })
  if (isRefusal(accepted)) expect(accepted).toMatchObject({ code: 'transferOver', status: 'cancelled' })
  else expect(deleted).toMatchObject({ code: 'notFound', what: 'chatbot' })
})

test.each(ORDERS)('offering it against its deletion: nothing is left waiting (%s)', async (_order, ahead) => {
  const { team, olivia, maya } = await openScene(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Helper' })
  const [acting, context] = [await acts(rolecall, olivia), await contextOf(rolecall, olivia.user)]
  const wish = { chatbotId, personId: maya.personId }
  const [started, deleted] = await atOnce(
    [rolecall.db, elsewhere],
    ahead,
    (db) => startChatbotTransfer(db, rolecall.secrets, acting, wish),
    (db) => deleteChatbot(db, context, chatbotId, 'Helper'),
  )
  expect(isRefusal(deleted)).toBe(false)
  await rolecall.deliver()
  if (isRefusal(started)) expect(started).toMatchObject({ code: 'notFound' })
  else expect(await statusOf(rolecall, started.id)).toBe('cancelled')
})

test.each(ORDERS)(
  'accept against the approval of its share: approved before, or not at all (%s)',
  async (_order, ahead) => {
    const { team, olivia, adam, maya } = await openScene(rolecall)
    const { id: requestId, chatbotId } = await askFor(rolecall, team)
    const id = await offerChatbot(rolecall, chatbotId, maya, adam)
    const [acting, deciding] = [await acts(rolecall, adam), await acts(rolecall, olivia)]
    const [accepted, approved] = await atOnce(
      [rolecall.db, elsewhere],
      ahead,
      (db) => acceptTransfer(db, acting, id),
      (db) => approveRequest(db, deciding, requestId, null),
    )
    expect(accepted).toEqual({ id })
    await rolecall.deliver()
    const grants = await liveGrants(rolecall, chatbotId)
    const { status } = await kept(rolecall, requestId)
    expect([grants.length, status]).toEqual(isRefusal(approved) ? [0, 'cancelled'] : [1, 'approved'])
  },
)

test('offering it while its deletion is being written waits for that, and finds no such chatbot', async () => {
  const { team, olivia, maya } = await openScene(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Helper' })
  const acting = await acts(rolecall, olivia)
  const deleting = elsewhere.createQueryRunner()
  await deleting.startTransaction()
  await deleting.query('UPDATE chatbot SET deleted_at = now() WHERE id = $1', [chatbotId])
  const wish = { chatbotId, personId: maya.personId }
  let over = false
  const started = startChatbotTransfer(rolecall.db, rolecall.secrets, acting, wish).finally(() => {
    over = true
  })
  await until(async () => over || (await someoneWaits()), { what: 'the offer to wait' })
  await deleting.commitTransaction()
  await deleting.release()
  expect(await started).toMatchObject({ code: 'notFound', what: 'chatbot' })
})

async function someoneWaits(): Promise<boolean> {
  const rows = await elsewhere.query(
    'SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND NOT granted',
  )
  return rows.length > 0
}
