import { ref, shorten } from '../chat'
import type { Database } from '../db'
import type { NoticeKind } from '../notices'
import { inWorkspaceLine } from '../scopes'
import { readPlace, readStanding } from './repository'
import { troubleWords } from './trouble-words'

export const STOPPED = 'roleMirror.stopped'

/** Nothing is told once it goes on again, or is no longer wanted. */
export const roleSyncNotices = (db: Database): readonly NoticeKind[] => [
  {
    name: STOPPED,
    async draw({ subjectId }) {
      const [[place], { trouble, roles, teams }] = await Promise.all([
        readPlace(db, [subjectId]),
        readStanding(db, subjectId),
      ])
      if (!place || !trouble || !(roles || teams)) return null
      return {
        card: {
          tone: 'warning',
          title: `Roles are not mirrored to ${shorten(place.name, 60)}`,
          text: troubleWords(trouble, place.platform),
          context: inWorkspaceLine(place.workspaceName),
          buttons: [{ label: 'Mirror roles…', press: ref('roleSync.ask', subjectId) }],
        },
      }
    },
  },
]
