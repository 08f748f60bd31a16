import { type Button, ref } from '../../chat'
import type { ShareRequest } from './request'

/** What its decider can press: the first decides with one click, and says what it gives (R8, F60). */
export const decisions = ({ id, level }: Pick<ShareRequest, 'id' | 'level'>): readonly Button[] => [
  { label: `Approve: ${level}, no documents`, press: ref('requests.approveAsAsked', id), style: 'primary' },
  { label: 'Approve…', press: ref('requests.approve', id) },
  { label: 'Deny…', press: ref('requests.deny', id), style: 'danger' },
]
