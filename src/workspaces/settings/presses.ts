import { decideAccount } from '../../access'
import {
  type Card,
  type Context,
  type Feature,
  isRefusal,
  openForm,
  PAGE_SIZE,
  pageNumber,
  press,
  type Refusal,
  refuse,
  replace,
  say,
  submit,
} from '../../chat'
import type { Database } from '../../db'
import { inNamedWorkspace, reachedWorkspace, unlessMay, type Workspace } from '../../scopes'
import { orRefuse } from '../../teams'
import { changeSettings } from './change-settings'
import { pageConnections, readSettings } from './settings'
import { readDays, settingsCard, settingsForm, settingsSavedCard } from './views'

/** A page that is no longer there shows the first. */
export async function settingsPage(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  page: number,
): Promise<Card | Refusal> {
  const { workspaceId, accountId } = workspace
  const [[settings], connections] = await Promise.all([
    readSettings(db, [workspaceId]),
    pageConnections(db, [workspaceId, PAGE_SIZE, page * PAGE_SIZE]),
  ])
  if (connections.length === 0 && page > 0) return settingsPage(db, { actor }, workspace, 0)
  if (!settings) return refuse({ code: 'notFound', what: 'workspace' })
  const renames = decideAccount(actor, accountId, 'account.workspaces').allowed
  return settingsCard(workspace, settings, { connections, total: connections[0]?.total ?? 0, page, renames })
}

/** Buttons and forms of the settings. */
export function settingsPresses(db: Database): Required<Pick<Feature, 'presses' | 'submits'>> {
  return {
    presses: [
      press({
        name: 'workspaces.settings',
        run: inNamedWorkspace(db, 'workspace.settings', async (context, workspace, [, page]) =>
          orRefuse(await settingsPage(db, context, workspace, pageNumber(page)), replace),
        ),
      }),
      press({
        name: 'workspaces.editSettings',
        first: 'form',
        run: inNamedWorkspace(db, 'workspace.settings', async (_context, { workspaceId }) => {
          const [settings] = await readSettings(db, [workspaceId])
          if (!settings) return refuse({ code: 'notFound', what: 'workspace' })
          return openForm(settingsForm(workspaceId, settings.version, String(settings.inactiveAfterDays)))
        }),
      }),
    ],
    submits: [
      submit({
        name: 'workspaces.settings',
        // Shown again with the present version: who saves now has been told of the other change.
        form: async (context, [workspaceId = ''], values) => {
          const workspace = await reachedWorkspace(db, context, workspaceId)
          if (isRefusal(workspace)) return workspace
          const refused = unlessMay(context, workspace, 'workspace.settings')
          if (refused) return refused
          const [settings] = await readSettings(db, [workspaceId])
          return settings
            ? settingsForm(workspaceId, settings.version, readDays(values))
            : refuse({ code: 'notFound', what: 'workspace' })
        },
        run: async (context, [workspaceId = '', seen = ''], values) =>
          orRefuse(await changeSettings(db, context, workspaceId, Number(seen), readDays(values)), (saved) =>
            say(settingsSavedCard(saved)),
          ),
      }),
    ],
  }
}
