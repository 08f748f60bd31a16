import { ROLE_NAMES } from './explain-denial'
import { ofTwo } from './names-in-titles'
import type { WorkspaceRefusal } from './refusal'
import { bold, slash, type Text, text } from './text'

/** Words for why a user of a workspace is not changed or removed. */
export function explainWorkspace(refusal: WorkspaceRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'notUser':
      return [
        `This person has no role in workspace ${ofTwo(refusal.workspace)}`,
        text`They may have been removed meanwhile, or reach it as account admin only. Nothing was changed. ${slash('workspace users')} lists who has one.`,
      ]
    case 'sameWorkspaceRole':
      return [
        `${ofTwo(refusal.name)} is already ${ROLE_NAMES[refusal.role]} of workspace ${ofTwo(refusal.workspace)}`,
      ]
    case 'successorNeeded':
      return [
        `Team ${ofTwo(refusal.team)} needs a new owner`,
        text`${bold(ofTwo(refusal.name))} owns it. ${slash('workspace remove')} asks for another member of it. Nothing was changed.`,
      ]
    case 'removalChanged':
      return [
        `What ${ofTwo(refusal.name)} belongs to has changed meanwhile`,
        text`Nothing was changed. Look again with ${slash('workspace remove')}.`,
      ]
  }
}
