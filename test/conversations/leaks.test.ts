import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, wordsOf } from '../support/rolecall'
import { keepDocument, lastTurn, QUESTION, type Scene, setScene, slowModel, usageOf } from './stage'

let rolecall: Rolecall
let scene: Scene
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  scene = await setScene(rolecall, false)
})

const removeMember = (userId: string) =>
  rolecall.db.query(
    `UPDATE membership SET ended_at = now() WHERE person_id = (SELECT person_id FROM chat_identity WHERE user_id = $1)`,
    [userId],
  )
const personIdOf = async (userId: string) =>
  (await rolecall.db.query('SELECT person_id FROM chat_identity WHERE user_id = $1', [userId]))[0].person_id

/** A document that the owner alone may read. */
async function keepSalaries(): Promise<void> {
  await keepDocument(rolecall, {
    chatbotId: scene.chatbotId,
    name: 'salaries.md',
    passages: { Pay: 'The salary of a picker is 3,141 euros.' },
    readers: [
      {
        kind: 'address',
        value: (
          await rolecall.db.query('SELECT address FROM person_address WHERE person_id = $1', [
            await personIdOf(scene.owner.id.userId),
          ])
        )[0].address,
      },
    ],
  })
}

test('R4 whoever was removed reads nothing of what others ask on in the thread they began', async () => {
  const place = { channelId: 'C1', threadId: 'T-history' }
  await scene.admin.says(QUESTION.question, { place })
  await removeMember(scene.admin.id.userId)
  rolecall.model.says('The merger is on Friday.')
  await scene.owner.says('When is the merger?', { place })
  await scene.admin.command('chatbot history')
  const list = wordsOf(scene.admin.last)
  const { conversationId } = await lastTurn(rolecall, scene.chatbotId)
  const read = await scene.admin.press(`conversations.read:${conversationId}`)
  expect(wordsOf(read)).not.toContain('merger')
  expect(list).not.toContain('Handbook')
})

test('B14 in private messages between two people each has a conversation of their own', async () => {
  const between = { place: { direct: true, channelId: 'D9' } }
  await keepSalaries()
  rolecall.model.says('It is 3,141 euros [1].')
  await scene.owner.does(
    { kind: 'command', command: 'ask', words: { options: { question: 'What is the salary of a picker?' } } },
    undefined,
    between,
  )
  await scene.admin.does(
    { kind: 'command', command: 'ask', words: { options: { question: 'And what did you say before?' } } },
    undefined,
    between,
  )
  expect(JSON.stringify(rolecall.model.prompts.at(-1))).not.toContain('3,141')
})

test('B14 a question asked again in private does not flow into the thread that others read', async () => {
  const place = { channelId: 'C1', threadId: 'T-again' }
  await keepSalaries()
  await scene.owner.says('What is the salary of a picker?', { place })
  const { id } = await lastTurn(rolecall, scene.chatbotId)
  rolecall.model.says('It is 3,141 euros [1].')
  await scene.owner.does({ kind: 'press', press: `answers.again:${id}` }, undefined, {
    place: { direct: true, channelId: 'D1' },
  })
  rolecall.model.says('Nothing.')
  await scene.admin.says('And what did you say?', { place })
  expect(JSON.stringify(rolecall.model.prompts.at(-1))).not.toContain('3,141')
})

test('F97 an answer is paid although its conversation is deleted while it grows', async () => {
  const { script, begun, goOn } = slowModel('At seven ', 'in the morning.')
  rolecall.model.says(script)
  const asked = scene.admin.says(QUESTION.question, { place: { direct: true, channelId: 'D2' } })
  await begun
  const { conversationId } = await lastTurn(rolecall, scene.chatbotId)
  await scene.admin.press(`conversations.delete:${conversationId}`)
  goOn()
  await asked
  expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(1)
})

test('F95 who reaches a chatbot without its documents reads none of their names in the history of the team', async () => {
  const chatbotId = await makeChatbot(rolecall, scene.owner, {
    name: 'Closed',
    level: 'view',
    knowledge: false,
  })
  const file = rolecall.file('Merger with Zebra.md', 'Secret')
  await scene.owner.does(
    { kind: 'submit', submit: `knowledge.upload:${chatbotId}`, values: { files: [file.id] } },
    undefined,
    { files: [file] },
  )
  expect(await rolecall.db.query('SELECT name FROM document WHERE base_id = $1', [chatbotId])).toHaveLength(1)
  expect(wordsOf(await scene.admin.command('team audit'))).not.toContain('Zebra')
})
