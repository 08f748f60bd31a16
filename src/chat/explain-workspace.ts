import { ROLE_NAMES } from './explain-denial'
import type { WorkspaceRefusal } from './refusal'
import { bold, shorten, slash, type Text, text } from './text'

/** Each title may hold two names. */
const NAME_LENGTH = 40
const cut = (name: string) => shorten(name, NAME_LENGTH)

/** Words for why a user of a workspace is not changed or removed. */
export function explainWorkspace(refusal: WorkspaceRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'notUser':
      return [
        `This person has no role in workspace ${cut(refusal.workspace)}`,
        text`They may have been removed meanwhile, or reach it as account admin only. Nothing was changed. ${slash('workspace users')} lists who has one.`,
      ]
    case 'sameWorkspaceRole':
      return [
        `${cut(refusal.name)} is already ${ROLE_NAMES[refusal.role]} of workspace ${cut(refusal.workspace)}`,
      ]
    case 'successorNeeded':
      return [
        `Team ${cut(refusal.team)} needs a new owner`,
        text`${bold(cut(refusal.name))} owns it. ${slash('workspace remove')} asks for another member of it. Nothing was changed.`,
      ]
    case 'removalChanged':
      return [
        `What ${cut(refusal.name)} belongs to has changed meanwhile`,
        text`Nothing was changed. Look again with ${slash('workspace remove')}.`,
      ]
  }
}
