import { decideWorkspace } from '../access'
import { bold, type Card, type Context, type Form, pager, type Row, ref, shorten, text } from '../chat'
import {
  ASK_PRESS,
  type ChatbotWish,
  type ReachedChatbot,
  rowMenu,
  STATUS_NAMES,
  showButton,
  UPLOAD_PRESS,
  wishFields,
} from '../chatbots'
import { inWorkspaceLine, type Workspace } from '../scopes'
import type { AgentMade } from './create-agent'

/** The agents of a workspace, each with what the reader may do with it (F131, F134, F140). */
export function agentsCard(
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  agents: readonly ReachedChatbot[],
  { page, total }: { page: number; total: number },
): Card {
  const { workspaceId, workspaceName } = workspace
  const manages = decideWorkspace(actor, workspace, 'agent.manage').allowed
  const create = { label: 'New agent', press: ref('agents.create', workspaceId), style: 'primary' as const }
  const none = `None yet. ${manages ? 'Make the first one.' : 'Agent Managers and Workspace Admins make them.'}`
  return {
    title: `Agents of workspace ${shorten(workspaceName, 80)}`,
    text: total === 0 ? none : total === 1 ? '1 agent' : `${total} agents, active ones first`,
    rows: agents.map(agentRow),
    context: inWorkspaceLine(workspaceName),
    buttons: [
      ...(manages ? [create] : []),
      ...pager(page, total, (other) => ref('agents.list', workspaceId, String(other))),
    ],
  }
}

function agentRow(reached: ReachedChatbot): Row {
  const { name, status, description } = reached.chatbot
  const purpose = description ? `\n${shorten(description.replace(/\s+/g, ' '), 150)}` : ''
  return { text: text`${bold(name)} · ${STATUS_NAMES[status]}${purpose}`, menu: rowMenu(reached) }
}

export const agentForm = (
  { workspaceId, workspaceName }: Pick<Workspace, 'workspaceId' | 'workspaceName'>,
  wish: Partial<ChatbotWish>,
): Form => ({
  submit: ref('agents.create', workspaceId),
  title: 'New agent',
  submitLabel: 'Create',
  text: text`It belongs to workspace ${bold(shorten(workspaceName))}, which pays for it. Everybody there but billing admins may ask it.`,
  fields: wishFields(wish),
})

export const agentMadeCard = ({ actor }: Pick<Context, 'actor'>, made: AgentMade): Card => ({
  tone: 'success',
  title: `Agent ${made.name} is there`,
  text: 'Everybody in the workspace but its billing admins may ask it. The workspace pays.',
  context: inWorkspaceLine(made.workspaceName),
  buttons: [
    ...(decideWorkspace(actor, made, 'source.manage').allowed
      ? [{ label: 'Add documents', press: ref(UPLOAD_PRESS, made.id), style: 'primary' as const }]
      : []),
    ...(decideWorkspace(actor, made, 'thread.send').allowed
      ? [{ label: 'Ask', press: ref(ASK_PRESS, made.id) }]
      : []),
    showButton(made.id),
  ],
})

export const agentDuplicatedCard = (context: Pick<Context, 'actor'>, made: AgentMade): Card => ({
  ...agentMadeCard(context, made),
  text: 'It has the same settings and instructions. Documents and conversations were not copied.',
})
