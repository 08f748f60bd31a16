import { type Command, command, type Feature, isRefusal, say } from '../../chat'
import type { Database } from '../../db'
import { inWorkspaceOf, workspaceOption } from '../../scopes'
import { listPage } from '../pages'
import { basesPage } from './pages'
import { basePresses } from './presses'
import { baseSubmits } from './submits'
import { baseOption, whichBase } from './which-base'

/**
 * Knowledge bases of a workspace, which its agents use beside their own: `which-base` (which one is meant), `presses`,
 * `submits` (what can be asked) → `pages` → `list-view`, `used-view`, `forms`, `done-views` (what is shown) → `create-base`,
 * `edit-base`, `delete-base`, `choose-base` (what changes) → `repository`.
 */
export const bases = (db: Database): Feature => ({
  commands: [knowledgeCommand(db)],
  presses: basePresses(db),
  submits: baseSubmits(db),
})

const knowledgeCommand = (db: Database): Command =>
  command({
    name: 'workspace knowledge',
    description: 'List the knowledge bases of the workspace, or the documents of one',
    options: { base: baseOption(db), workspace: workspaceOption(db) },
    run: inWorkspaceOf(db, 'knowledge.view', async (context, workspace, { base: typed }) => {
      if (typed === undefined) return say(await basesPage(db, context, workspace, 0))
      const reached = await whichBase(db, context, workspace, typed)
      if (isRefusal(reached)) return reached
      const page = await listPage(db, context, reached, 0)
      return isRefusal(page) ? page : say(page)
    }),
  })
