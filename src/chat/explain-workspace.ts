import { ROLE_NAMES } from './explain-denial'
import { ofTwo, one } from './names-in-titles'
import type { WorkspaceRefusal } from './refusal'
import { bold, slash, type Text, text } from './text'

/** Words for why a workspace or one of its users is not changed or removed. */
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
    case 'workspaceNameTaken':
      return [
        `A workspace of the account is called ${one(refusal.name)}`,
        'Two of one name could not be told apart. Nothing was changed.',
      ]
    case 'lastWorkspace':
      return [
        `${one(refusal.workspace)} is the only workspace of the account`,
        text`An account has at least one. ${slash('account delete')} ends it with the account.`,
      ]
    case 'lastConnection':
      return [
        `Only ${refusal.what === 'workspace' ? 'workspace ' : ''}${one(refusal.name)} is connected`,
        text`Without it nobody could reach the account in chat any more. Connect another Slack workspace or Discord server first, or end everything with ${slash('account delete')}.`,
      ]
    case 'daysBetween':
      return [`Type a whole number from ${refusal.least} to ${refusal.most}`]
  }
}
