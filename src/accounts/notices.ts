import { bold, text } from '../chat'
import type { NoticeKind } from '../notices'

export const accountNotices: readonly NoticeKind[] = [
  {
    name: 'connection.made',
    draw: async ({ data }) => ({
      card: {
        tone: 'success',
        title: `${data.name} is connected`,
        text: text`${bold(String(data.by))} typed your code there. People known here type /link to be known there too.`,
        context: text`To workspace ${bold(String(data.workspace))}`,
      },
    }),
  },
]
