import { type Feature, isRefusal, openForm, pageNumber, press, replace, say, submit } from '../chat'
import { DUPLICATE_AGENT_PRESS, objectionTo, readWish } from '../chatbots'
import type { Database } from '../db'
import { inNamedWorkspace, reachedWorkspace, unlessMay as unlessMayIn } from '../scopes'
import { orRefuse } from '../teams'
import { createAgent, duplicateAgent } from './create-agent'
import { agentsPage } from './pages'
import { agentDuplicatedCard, agentForm, agentMadeCard } from './views'

/** Buttons of the list of agents, and the form that makes one; what is done with one is among the presses of chatbots. */
export const agentPresses = (db: Database): Required<Pick<Feature, 'presses' | 'submits'>> => ({
  presses: [
    press({
      name: 'agents.list',
      run: inNamedWorkspace(db, 'agent.view', async (context, workspace, [, page]) =>
        replace(await agentsPage(db, context, workspace, pageNumber(page))),
      ),
    }),
    press({
      name: 'agents.create',
      first: 'form',
      run: inNamedWorkspace(db, 'agent.manage', async (_context, workspace) =>
        openForm(agentForm(workspace, {})),
      ),
    }),
    press({
      name: DUPLICATE_AGENT_PRESS,
      run: async (context, [id = '']) =>
        orRefuse(await duplicateAgent(db, context, id), (made) => say(agentDuplicatedCard(context, made))),
    }),
  ],
  submits: [
    submit({
      name: 'agents.create',
      long: ['instructions'],
      form: async (context, [workspaceId = ''], values) => {
        const workspace = await reachedWorkspace(db, context, workspaceId)
        if (isRefusal(workspace)) return workspace
        return unlessMayIn(context, workspace, 'agent.manage') ?? agentForm(workspace, readWish(values))
      },
      run: async (context, [workspaceId = ''], values) => {
        const wish = readWish(values)
        const objection = objectionTo(wish)
        if (objection) return objection
        return orRefuse(await createAgent(db, context, workspaceId, wish), (made) =>
          say(agentMadeCard(context, made)),
        )
      },
    }),
  ],
})
