import { decideWorkspace } from '../../access'
import {
  bold,
  type Card,
  type Context,
  lastPage,
  type Menu,
  type PressRef,
  pager,
  type Row,
  ref,
  shorten,
  text,
} from '../../chat'
import { inWorkspaceLine, type Workspace } from '../../scopes'
import { MOST_BASES } from '../base'
import type { ListedBase } from './repository'

export const basesPress = (workspaceId: string, page = 0): PressRef =>
  ref('knowledge.bases', workspaceId, String(page))

/** The bases of a workspace; chatbots' own are listed with the chatbots. */
export function basesCard(
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  bases: readonly ListedBase[],
  { page, total }: { page: number; total: number },
): Card {
  const { workspaceId, workspaceName } = workspace
  const manages = decideWorkspace(actor, workspace, 'knowledge.manage').allowed
  const last = lastPage(total)
  return {
    title: `Knowledge bases of workspace ${shorten(workspaceName, 80)}`,
    text:
      total === 0
        ? `None yet. ${manages ? 'Make one, add documents, and let agents of the workspace use it.' : 'Content Managers and Workspace Admins make them.'}`
        : `${total} of the ${MOST_BASES} that there may be. Agents of the workspace answer from those that they use, and from documents of their own.`,
    rows: bases.map((base) => baseRow(base, manages)),
    context: text`${inWorkspaceLine(workspaceName)}${last > 0 ? ` · page ${page + 1} of ${last + 1}` : ''}`,
    buttons: [
      ...(manages && total < MOST_BASES
        ? [
            {
              label: 'New knowledge base',
              press: ref('knowledge.create', workspaceId),
              style: 'primary' as const,
            },
          ]
        : []),
      ...pager(page, total, (other) => basesPress(workspaceId, other)),
    ],
  }
}

function baseRow(base: ListedBase, manages: boolean): Row {
  const { id, name, description } = base
  const options: Menu['options'] = [
    { label: 'Documents', press: ref('knowledge.open', id) },
    ...(manages
      ? [
          { label: 'Rename', press: ref('knowledge.edit', id) },
          { label: 'Delete', press: ref('knowledge.delete', id) },
        ]
      : []),
  ]
  const about = description === '' ? '' : `\n${shorten(description, 120)}`
  return {
    text: text`${bold(shorten(name, 80))} · ${documentsWords(base, manages)}\n${usedWords(base.agents)}${about}`,
    menu: { label: 'Do', options },
  }
}

/** How many there are is told to those who see them all (F115). */
export const documentsWords = ({ documents }: { documents: number }, seesAll: boolean): string =>
  `${documents} ${documents === 1 ? 'document' : 'documents'}${seesAll ? '' : ' open to everyone'}`

const SHOWN_AGENTS = 3

export function usedWords(agents: readonly string[]): string {
  if (agents.length === 0) return 'No agent uses it'
  const more = agents.length - SHOWN_AGENTS
  const shown = agents.slice(0, SHOWN_AGENTS).map((name) => shorten(name, 30))
  return `Used by ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
