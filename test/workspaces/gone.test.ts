import type { Answer } from '../../src/chat'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { addWorkspace, giveRole, personOf, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** Everything by which Maya reached what belongs to the workspace, typed and by buttons that she still has. */
interface Reached {
  own: string
  theirs: string
  teamId: string
  workspaceId: string
}

const DOORS: Readonly<Record<string, (maya: TestUser, at: Reached) => Promise<Answer>>> = {
  'the team': (maya) => maya.command('team overview'),
  'a button of the team': (maya, { teamId }) => maya.press(`teams.members:${teamId}:0`),
  'the workspace': (maya, { workspaceId }) => maya.command('workspace overview', { workspace: workspaceId }),
  'a button of the workspace': (maya, { workspaceId }) => maya.press(`workspaces.overview:${workspaceId}`),
  'a chatbot that is shared with her': (maya) => maya.command('chatbot show', { chatbot: 'Handbook' }),
  'a button of it': (maya, { theirs }) => maya.press(`chatbots.versions:${theirs}:0`),
  'its documents': (maya, { theirs }) => maya.press(`knowledge.list:${theirs}:0`),
  'a question to it': (maya) => maya.command('ask', { question: 'When?', chatbot: 'Handbook' }),
  'her own chatbot': (maya) => maya.command('chatbot show', { chatbot: 'Diary' }),
  'a question to her own chatbot': (maya) => maya.command('ask', { question: 'When?', chatbot: 'Diary' }),
  'the form of her own chatbot': (maya, { own }) => maya.press(`chatbots.edit:${own}`),
  'sharing her own chatbot': (maya, { own }) => maya.press(`shares.list:${own}:0`),
  'a new team': (maya) => maya.command('team create', 'Again'),
}

/** Where she may make a team she is asked: never meant by itself in a place of this workspace. */
const REFUSED =
  /^(There is no such|You are in no team|You may not|You have no chatbot|I do not know|Which workspace\?)/

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  let at: Reached
  beforeAll(async () => {
    stage = await setStage(rolecall, { swapped })
    const { owner, member, admin, accountId, teamId, workspaceId, workspaceAdmin } = stage
    await owner.command('team settings')
    await owner.submit({ name: stage.teamName, switches: ['memberChatbotCreation'] })
    const own = await makeChatbot(rolecall, member, { name: 'Diary' })
    const theirs = await makeChatbot(rolecall, admin, { name: 'Handbook', level: 'edit' })
    await admin.command('chatbot share', { chatbot: 'Handbook', with: 'Maya', level: 'edit' })
    at = { own, theirs, teamId, workspaceId }
    // Another role in the same account opens nothing of this workspace.
    const sibling = await addWorkspace(rolecall, stage, `Sibling ${teamId}`)
    await giveRole(
      rolecall,
      { accountId, workspaceId: sibling },
      await personOf(rolecall, member),
      'chatUser',
    )
    for (const door of Object.values(DOORS)) expect(titleOf(await door(member, at))).not.toMatch(REFUSED)
    await workspaceAdmin.user.command('workspace remove', 'Maya')
    await workspaceAdmin.user.click('Remove')
    expect(titleOf(workspaceAdmin.user.last)).toMatch(/^Maya is not in workspace/)
  })

  test.each(Object.keys(DOORS))(
    'F41 R4 somebody removed from the workspace is refused at the next use: %s',
    async (door) => {
      const answer = await (DOORS[door] as (typeof DOORS)[string])(stage.member, at)
      expect([door, titleOf(answer)]).toEqual([door, expect.stringMatching(REFUSED)])
      expect(wordsOf(answer)).not.toContain(stage.workspaceName)
    },
  )
})
