/**
 * How a workspace comes, is named and ends. Reading order: `may-manage`, `plan-deletion` (who may) → `commands`, `presses`
 * (what can be asked) → `views`, `notices` (what is shown) → `create-workspace`, `rename-workspace`, `delete-workspace`
 * (what changes; `ending` below it, also for an account that ends with all its workspaces), `end-leftovers`.
 */
export { lifecycleCommands } from './commands'
export { endLeftovers } from './end-leftovers'
export { auditOfEnding, type Ending, ending, endingParameters, eventsOfEnding, readEndings } from './ending'
export { lifecycleNotices } from './notices'
export { lifecyclePresses } from './presses'
