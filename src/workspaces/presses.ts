import type { Plans } from '../billing'
import { type Feature, press, say } from '../chat'
import type { Database } from '../db'
import { inNamedWorkspace } from '../scopes'
import { overviewPage } from './overview'

/** Buttons and forms of the workspace's own cards. */
export function workspacePresses(db: Database, plans: Plans): Pick<Feature, 'presses' | 'submits'> {
  return {
    presses: [
      press({
        name: 'workspaces.overview',
        run: inNamedWorkspace(db, 'workspace.view', async (context, workspace) =>
          say(await overviewPage(db, plans, context, workspace)),
        ),
      }),
    ],
    submits: [],
  }
}
