import { budgetNotices } from '../billing'
import { command, type Feature, pageNumber, press, replace, say } from '../chat'
import type { FeatureParts } from '../feature'
import { inNamedWorkspace, inWorkspaceOf, workspaceOption } from '../scopes'
import { inOwnTeam, inTeam, teamOption, unless } from '../teams'
import {
  billingPage,
  FIRST,
  filesPage,
  teamScope,
  type UsageOptions,
  type Wanted,
  workspaceScope,
} from './pages'
import { readGrouping } from './usage'

/**
 * What was used, by whom, and what is left: for those who pay.
 * Reading order: `usage` (what is added up), `billing` → `pages` → `views`, `buttons`, `chart`, `files-card` (what is shown) →
 * `csv` with `answers-csv` and `fitting-file` → `totals`, `lines`, `entries` above `ledger` (what is read). Who pays, and what from, is
 * `src/billing`; what is asked for in the end, `src/invoices`.
 */
export function usage(options: UsageOptions): FeatureParts {
  const { db } = options
  const chat: Feature = {
    commands: [
      command({
        name: 'team billing',
        description: 'Show what the team has used and what is left; owner only',
        options: { team: teamOption },
        run: inTeam(
          async (context, own) =>
            unless(own, 'team.billing') ?? say(await billingPage(options, context, teamScope(own), FIRST)),
        ),
      }),
      command({
        name: 'workspace billing',
        description: 'Show what the workspace has used, what is left, and its invoices',
        options: { workspace: workspaceOption(db) },
        run: inWorkspaceOf(db, 'billing.view', async (context, workspace) =>
          say(await billingPage(options, context, workspaceScope(workspace), FIRST)),
        ),
      }),
    ],
    presses: [
      press({
        name: 'usage.team',
        run: inOwnTeam(
          async (context, own, ids) =>
            unless(own, 'team.billing') ??
            replace(await billingPage(options, context, teamScope(own), wantedBy(ids))),
        ),
      }),
      press({
        name: 'usage.teamFiles',
        run: inOwnTeam(
          async (context, own, [, period]) =>
            unless(own, 'team.billing') ??
            say(await filesPage(options, context, teamScope(own), isBefore(period))),
        ),
      }),
      press({
        name: 'usage.workspace',
        run: inNamedWorkspace(db, 'billing.view', async (context, workspace, ids) =>
          replace(await billingPage(options, context, workspaceScope(workspace), wantedBy(ids))),
        ),
      }),
      press({
        name: 'usage.workspaceFiles',
        run: inNamedWorkspace(db, 'billing.view', async (context, workspace, [, period]) =>
          say(await filesPage(options, context, workspaceScope(workspace), isBefore(period))),
        ),
      }),
    ],
  }
  return { chat, notices: budgetNotices(options) }
}

const wantedBy = ([, grouping, period, page]: readonly string[]): Wanted => ({
  grouping: readGrouping(grouping),
  isBefore: isBefore(period),
  page: pageNumber(page),
})

const isBefore = (period: string | undefined) => period === 'before'
