import { bold, slash, text } from '../chat'
import type { NoticeKind } from './notice-kind'
import type { Unreached } from './outcome'

/** Told to whoever acted when the person concerned could not be: what they did stands (B12, H14). */
export const unreachable: NoticeKind = {
  name: 'notice.unreachable',
  topic: 'outcome',
  async draw({ data }) {
    const { who, about, by } = data as Unreached
    return {
      card: {
        tone: 'warning',
        title: `${who} could not be told`,
        text: text`What you did stands, but ${WHY[by](who)}`,
        fields: [{ name: 'They have not read', value: about }],
        ...(by !== 'mail' && { context: text`It waits for them in ${slash('inbox')}.` }),
      },
    }
  },
}

const WHY: Record<Unreached['by'], (who: string) => ReturnType<typeof text>> = {
  chat: (who) => text`${bold(who)} does not accept private messages from me.`,
  mail: (who) => text`the mail to ${bold(who)} was refused.`,
  nothing: (who) => text`I know no chat user and no mail address of ${bold(who)}.`,
}
