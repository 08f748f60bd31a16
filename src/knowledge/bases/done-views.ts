import { type Card, ref, shorten } from '../../chat'
import { inWorkspaceLine } from '../../scopes'
import type { SharedBase } from '../base'
import { inBase } from '../document-words'
import { basesPress } from './list-view'

/** What people read when it is done. */
export const madeCard = (base: SharedBase): Card => ({
  tone: 'success',
  title: `${shorten(base.name, 80)} is there`,
  text: 'It has no documents yet, and no agent uses it.',
  context: inBase(base),
  buttons: [
    { label: 'Upload', press: ref('knowledge.upload', base.id), style: 'primary' },
    { label: 'All knowledge bases', press: basesPress(base.workspaceId) },
  ],
})

export const editedCard = (base: SharedBase): Card => ({
  tone: 'success',
  title: `${shorten(base.name, 80)} is saved`,
  context: inBase(base),
  buttons: [{ label: 'All knowledge bases', press: basesPress(base.workspaceId) }],
})

export const deletedCard = ({ name, workspaceId, workspaceName }: SharedBase): Card => ({
  tone: 'success',
  title: `${shorten(name, 80)} is deleted`,
  text: 'No answer rests on its documents any more. Their text and their bytes are being deleted.',
  context: inWorkspaceLine(workspaceName),
  buttons: [{ label: 'All knowledge bases', press: basesPress(workspaceId) }],
})
