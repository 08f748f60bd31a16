import type { Share } from '../../chatbots'
import type { RequestStatus, ShareRequest } from './request'

/** What became of a request, for whoever ended it. */
export interface RequestDecided
  extends Pick<
    ShareRequest,
    'id' | 'chatbotId' | 'chatbotName' | 'teamId' | 'teamName' | 'requesterName' | 'status' | 'granted'
  > {}

export const decided = (
  { id, chatbotId, chatbotName, teamId, teamName, requesterName }: ShareRequest,
  status: RequestStatus,
  granted: Share | null = null,
): RequestDecided => ({ id, chatbotId, chatbotName, teamId, teamName, requesterName, status, granted })
