import { standingIn } from '../../access'
import { auditOf } from '../../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { type Database, defineChange, settle } from '../../db'
import { reachedWorkspace, unlessMay } from '../../scopes'
import { LEAST_DAYS, MOST_DAYS, readSettings } from './settings'

const saveSettings = defineChange(
  'workspace.settings',
  `changed AS (
  UPDATE workspace SET inactive_after_days = $2, settings_version = settings_version + 1
  WHERE id = $1 AND settings_version = $3 AND deleted_at IS NULL RETURNING 1
)`,
)

export interface SettingsSaved {
  workspaceId: string
  workspaceName: string
  days: number
}

/** Days until somebody counts as inactive, as typed; `seen`: the version that the form showed (F144). */
export function changeSettings(
  db: Database,
  context: Context,
  workspaceId: string,
  seen: number,
  typed: string,
): Promise<SettingsSaved | Refusal> {
  return settle(db, context, async (context) => {
    const workspace = await reachedWorkspace(db, context, workspaceId)
    if (isRefusal(workspace)) return workspace
    const refused = unlessMay(context, workspace, 'workspace.settings')
    if (refused) return refused
    const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
    if (days < LEAST_DAYS || days > MOST_DAYS)
      return refuse({ code: 'daysBetween', least: LEAST_DAYS, most: MOST_DAYS }, 'days')
    const [before] = await readSettings(db, [workspaceId])
    if (!before) return refuse({ code: 'notFound', what: 'workspace' })
    if (before.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'days')
    const { workspaceName } = workspace
    const outcome: SettingsSaved = { workspaceId, workspaceName, days }
    await saveSettings(db, [workspaceId, days, seen], context, {
      reliesOn: standingIn(context.actor, workspace),
      audit: [
        auditOf(context, workspace, {
          action: 'workspace.settingsChanged',
          subjectType: 'workspace',
          subjectId: workspaceId,
          data: { name: workspaceName, from: before.inactiveAfterDays, to: days },
        }),
      ],
      owed: [],
      outcome,
    })
    return outcome
  })
}
