import { bold, slash, text } from '../chat'
import type { NoticeKind } from '../notices'
import { readConnection } from './connections'
import type { ConnectionsOptions } from './options'
import { endedCard } from './views'

export function connectionNotices({ db, installing }: ConnectionsOptions): readonly NoticeKind[] {
  return [
    {
      name: 'connection.made',
      topic: 'outcome',
      draw: async ({ data }) => ({
        card: {
          tone: 'success',
          title: `${data.name} is connected`,
          text: text`${bold(String(data.by))} ${data.byLink ? 'added Rolecall with your link' : 'typed your code there'}. People known here type ${slash('link')} to be known there too.`,
          context: text`To workspace ${bold(String(data.workspace))}`,
        },
      }),
    },
    {
      name: 'connection.disconnected',
      draw: async ({ data }) => ({
        card: {
          tone: 'warning',
          title: `${data.name} was disconnected`,
          text: text`${bold(String(data.by))} disconnected it: nobody can use Rolecall there any more. ${slash('workspace settings')} connects it anew.`,
          context: text`From workspace ${bold(String(data.workspace))}`,
        },
      }),
    },
    {
      name: 'connection.ended',
      async draw({ subjectId }) {
        const connection = await readConnection(db, subjectId)
        if (!connection || connection.active) return null
        return { card: endedCard(connection, installing) }
      },
    },
  ]
}
