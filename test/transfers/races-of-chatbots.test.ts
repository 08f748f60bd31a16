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
import { acts, offerChatbot, openScene, statusOf } from './acting'
import { atOnce } from './meeting'

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

const ROUNDS = Array.from({ length: 8 }, (_, index) => index)

test.each(ROUNDS)('accept against its deletion: one of them, wholly (%i)', async () => {
  const { team, olivia, maya } = await openScene(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Helper' })
  const id = await offerChatbot(rolecall, chatbotId, olivia, maya)
  const [acting, context] = [await acts(rolecall, maya), await contextOf(rolecall, olivia.user)]
  const [accepted, deleted] = await atOnce(
    [rolecall.db, elsewhere],
    (db) => acceptTransfer(db, acting, id),
    (db) => deleteChatbot(db, context, chatbotId, 'Helper'),
  )
  expect([isRefusal(accepted), isRefusal(deleted)].filter((refused) => refused)).toHaveLength(1)
  expect(await readChatbot(rolecall, chatbotId)).toMatchObject({ deleted: isRefusal(accepted) })
  if (isRefusal(accepted)) expect(accepted).toMatchObject({ code: 'transferOver', status: 'cancelled' })
  else expect(deleted).toMatchObject({ code: 'notFound', what: 'chatbot' })
})

test.each(ROUNDS)('offering it against its deletion: nothing is left waiting (%i)', async () => {
  const { team, olivia, maya } = await openScene(rolecall)
  const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Helper' })
  const [acting, context] = [await acts(rolecall, olivia), await contextOf(rolecall, olivia.user)]
  const wish = { chatbotId, personId: maya.personId }
  const [started, deleted] = await atOnce(
    [rolecall.db, elsewhere],
    (db) => startChatbotTransfer(db, rolecall.secrets, acting, wish),
    (db) => deleteChatbot(db, context, chatbotId, 'Helper'),
  )
  expect(isRefusal(deleted)).toBe(false)
  await rolecall.deliver()
  if (isRefusal(started)) expect(started).toMatchObject({ code: 'notFound' })
  else expect(await statusOf(rolecall, started.id)).toBe('cancelled')
})

test.each(ROUNDS)(
  'accept against the approval of its share: approved before, or not at all (%i)',
  async () => {
    const { team, olivia, adam, maya } = await openScene(rolecall)
    const { id: requestId, chatbotId } = await askFor(rolecall, team)
    const id = await offerChatbot(rolecall, chatbotId, maya, adam)
    const [acting, deciding] = [await acts(rolecall, adam), await acts(rolecall, olivia)]
    const [accepted, approved] = await atOnce(
      [rolecall.db, elsewhere],
      (db) => acceptTransfer(db, acting, id),
      (db) => approveRequest(db, deciding, requestId, null),
    )
    expect(accepted).toMatchObject({ status: 'accepted' })
    await rolecall.deliver()
    const grants = await liveGrants(rolecall, chatbotId)
    const { status } = await kept(rolecall, requestId)
    expect([grants.length, status]).toEqual(isRefusal(approved) ? [0, 'cancelled'] : [1, 'approved'])
  },
)
