import { bold, type Mail, text, time } from '../chat'
import { statement } from '../db'
import type { MailKind } from '../notices'
import { countsIn } from '../people'
import type { Secrets } from '../secrets'
import { readPaid, type Showing } from './draw'
import { readTransfer } from './repository'
import { isOpen } from './rules'
import type { Transfer } from './transfer'
import { costField, effectWords, subjectInside, subjectWords } from './words'

export interface TransferMailOptions extends Showing {
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: { now(): number }
}

/** The address that $1 proved last, of those that count in account $2. */
const readAddress = statement<{ address: string }>(
  'transfer.address',
  `SELECT a.address FROM person_address a WHERE a.person_id = $1 AND ${countsIn('$2')}
   ORDER BY a.verified_at DESC, a.address LIMIT 1`,
)

/** The recipient always gets one, beside the card in chat; who has proved no address, gets only the card. */
export const transferMails = ({
  secrets,
  publicUrl,
  clock,
  ...showing
}: TransferMailOptions): readonly MailKind[] => [
  {
    name: 'transfer.mail',
    async draw({ subjectId, data }) {
      const now = clock.now()
      const [transfer] = await readTransfer(showing.db, [subjectId])
      if (!transfer || !isOpen(transfer, now)) return null
      const [proved] = await readAddress(showing.db, [transfer.toId, transfer.accountId])
      if (!proved) return null
      const href = transferUrl(publicUrl, secrets.open(String(data.token)))
      return {
        to: proved.address,
        mail: offerMail(transfer, href, costField(transfer, await readPaid(showing, transfer, now))),
        reader: { locale: 'en', timeZone: 'UTC', now },
      }
    },
  },
]

export const SEE_OFFER = 'See the offer'

export const transferUrl = (publicUrl: string, token: string): string => `${publicUrl}/transfers/${token}`

const offerMail = (transfer: Transfer, href: string, cost: ReturnType<typeof costField>): Mail => ({
  subject: `${transfer.fromName} offers you ${subjectInside(transfer)}`,
  heading: `${subjectWords(transfer)} is offered to you`,
  paragraphs: [
    text`${bold(transfer.fromName)} wants to give you ${subjectInside(transfer)}, in workspace ${bold(transfer.workspaceName)}.`,
    text`${bold('If you accept:')} ${effectWords(transfer, 'recipient')}`,
    text`${bold(`${cost.name}:`)} ${cost.value}`,
    text`${bold('If you decline:')} Nothing changes.`,
    text`The page behind the button asks you again. The offer is open until ${time(transfer.expiresAt)}.`,
  ],
  action: { label: SEE_OFFER, href },
  footer: `You get this mail because ${transfer.fromName} chose you. Do nothing, and nothing changes. The link is for you alone: who has it can answer.`,
})
