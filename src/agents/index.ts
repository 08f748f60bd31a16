import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { channelPresses } from './channels/presses'
import { agentCommands } from './commands'
import { agentPresses } from './presses'

/**
 * Agents: chatbots that a workspace owns. What somebody may do with one is in the workspace's matrix, asked by the rules of
 * `src/chatbots`, which hold everything that agents have in common with the chatbots of people: showing, editing, versions,
 * pausing, deleting. Here is what is theirs alone.
 * Reading order: `create-agent` (what changes) → `commands`, `presses` (what can be asked) → `pages`, `views` (what is shown)
 * → `channels/` (where one answers without being named).
 */
export function agents({ db }: { db: Database }): FeatureParts {
  const { presses, submits } = agentPresses(db)
  return {
    chat: {
      commands: agentCommands(db),
      presses: [...presses, ...channelPresses(db).presses],
      submits,
    },
  }
}

export { agentOfChannel } from './channels/repository'
