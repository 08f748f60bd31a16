import { budgetNotices } from '../billing'
import { command, type Feature, pageNumber, press, replace, say } from '../chat'
import type { FeatureParts } from '../feature'
import { inOwnTeam, inTeam, teamOption, unless } from '../teams'
import { FIRST, teamBillingPage, type UsageOptions } from './pages'
import { readGrouping } from './usage'

/**
 * What was used, by whom, and what is left: for those who pay.
 * Reading order: `usage` (what is added up) → `pages` → `views` → `repository`. Who pays, and what from, is `src/billing`.
 */
export function usage(options: UsageOptions): FeatureParts {
  const chat: Feature = {
    commands: [
      command({
        name: 'team billing',
        description: 'Show what the team has used and what is left; owner only',
        options: { team: teamOption },
        run: inTeam(
          async (context, own) =>
            unless(own, 'team.billing') ?? say(await teamBillingPage(options, context, own, FIRST)),
        ),
      }),
    ],
    presses: [
      press({
        name: 'usage.team',
        run: inOwnTeam(async (context, own, [, grouping, period, page]) => {
          const wanted = {
            grouping: readGrouping(grouping),
            isBefore: period === 'before',
            page: pageNumber(page),
          }
          return unless(own, 'team.billing') ?? replace(await teamBillingPage(options, context, own, wanted))
        }),
      }),
    ],
  }
  return { chat, notices: budgetNotices(options) }
}
