import { bold, text } from '../chat'
import type { Clock } from '../clock'
import type { MailKind } from '../notices'

/** The words come from the moment of the change, which cannot become untrue. */
export const accountMails = (clock: Clock): readonly MailKind[] => [
  {
    name: 'account.deletedMail',
    draw: async ({ data }) => {
      const [to, account, by] = [data.to, data.account, data.by].map(String)
      return {
        to: to ?? '',
        mail: {
          subject: `Account ${account} was deleted`,
          heading: `Account ${account} is no more`,
          paragraphs: [
            text`${bold(by ?? '')} deleted it with all its workspaces, teams and chatbots. Rolecall has left the chat workspaces and servers that were connected.`,
          ],
          footer: 'You get this mail because you were an admin of the account.',
        },
        reader: { locale: 'en', timeZone: 'UTC', now: clock.now() },
      }
    },
  },
]
