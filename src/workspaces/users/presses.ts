import type { Plans } from '../../billing'
import { type Feature, isRefusal, pageNumber, press, replace, say, submit } from '../../chat'
import type { Database } from '../../db'
import { inNamedWorkspace } from '../../scopes'
import { orRefuse } from '../../teams'
import { changeRole } from './change-role'
import { keptCard, removedCard, roleChangedCard } from './confirm-cards'
import { readNamed } from './forms'
import { NOBODY_NAMED } from './name-successors'
import { askOwners, askRemoval, askRole, ownersForm, suggestOwners, usersPage } from './pages'
import { planRemoval } from './plan-removal'
import { removeUser } from './remove-user'
import { usersFileCard } from './users-file'

/** Buttons, menus and forms of the cards about users. */
export function userPresses(db: Database, plans: Plans): Pick<Feature, 'presses' | 'submits' | 'searches'> {
  return {
    presses: [
      press({
        name: 'workspaces.users',
        run: inNamedWorkspace(db, 'workspace.users', async (context, workspace, [, page]) =>
          replace(await usersPage(db, plans, context, workspace, { page: pageNumber(page), name: '' })),
        ),
      }),
      press({
        name: 'workspaces.usersFile',
        run: inNamedWorkspace(db, 'workspace.users', async (context, workspace) =>
          say(await usersFileCard(db, context, workspace)),
        ),
      }),
      press({
        name: 'workspaces.askRole',
        run: (context, [workspaceId = '', personId = '', role = '']) =>
          askRole(db, context, workspaceId, personId, role),
      }),
      press({
        name: 'workspaces.askRemove',
        run: (context, [workspaceId = '', personId = '']) => askRemoval(db, context, workspaceId, personId),
      }),
      press({
        name: 'workspaces.askOwners',
        first: 'form',
        run: (context, [workspaceId = '', personId = '']) => askOwners(db, context, workspaceId, personId),
      }),
      press({
        name: 'workspaces.role',
        refusal: 'replace',
        run: async (context, [workspaceId = '', personId = '', role = '']) =>
          orRefuse(await changeRole(db, context, workspaceId, personId, role), (changed) =>
            replace(roleChangedCard(changed)),
          ),
      }),
      press({
        name: 'workspaces.remove',
        refusal: 'replace',
        run: async (context, [workspaceId = '', personId = '', seen = '']) =>
          orRefuse(await removeUser(db, context, { workspaceId, personId, seen }, NOBODY_NAMED), (removed) =>
            replace(removedCard(removed)),
          ),
      }),
      press({ name: 'workspaces.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
    submits: [
      submit({
        name: 'workspaces.removeOwner',
        // Shown again as it is now: who sends it then has been told of what has changed.
        form: async (context, [workspaceId = '', personId = ''], values) => {
          const removal = await planRemoval(db, context, workspaceId, personId)
          return isRefusal(removal) ? removal : ownersForm(db, removal, readNamed(values))
        },
        run: async (context, [workspaceId = '', personId = '', seen = ''], values) =>
          orRefuse(
            await removeUser(db, context, { workspaceId, personId, seen }, readNamed(values)),
            (removed) => say(removedCard(removed)),
          ),
      }),
    ],
    searches: [
      {
        name: 'workspaces.owner',
        run: (context, ids, typed) => suggestOwners(db, context, ids, typed),
      },
    ],
  }
}
