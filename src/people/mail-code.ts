import { isRefusal, type Mail, type Refusal, refuse, slash, text, time, type Visit } from '../chat'
import { type Clock, isoTime } from '../clock'
import { type Database, newId, statement } from '../db'
import type { MailKind } from '../notices'
import { hashSecret, type Secrets } from '../secrets'
import { accountOf } from './account-of'
import { foldAddress } from './address'
import { CODE_LIFETIME_MS, issueCode } from './code'
import { countedAs, takeTry, userKey } from './tries'
import { type VetOptions, vet } from './vet'
import { PLATFORM_NAMES } from './views'

export interface MailCodeOptions extends VetOptions {
  db: Database
  secrets: Secrets
  clock: Clock
}

const NAME = 'link.code'
/** Within 15 minutes: those that one person asks for, and those that anybody asks for to one address. */
const MAILS = 3
const MAILS_TO_ADDRESS = 5

interface CodeMail {
  sealed: string
  to: string
  asker: string
  platform: 'slack' | 'discord'
  locale: string
  timeZone: string
  expiresAt: number
}

/** Mails a code to an address. Whether anybody has that address, neither the answer nor the mail tells. */
export async function mailCode(
  options: MailCodeOptions,
  visit: Visit,
  typed: string,
): Promise<{ sentTo: string } | Refusal> {
  const to = foldAddress(typed)
  if (!to) return refuse({ code: 'malformedAddress', typed }, 'address')
  const accountId = accountOf(visit)
  if (isRefusal(accountId)) return accountId
  if (!visit.actor) {
    const vetted = await vet(options, visit.sender)
    if ('refusal' in vetted) return refuse(vetted.refusal)
  }
  if (visit.earlier === undefined) {
    const tooMany = await takeTry(options.db, `mail:${countedAs(visit)}`, MAILS, visit)
    if (tooMany) return tooMany
    const receiver = `mailto:${hashSecret(to).toString('base64url')}`
    // Answered as ever: what others asked for concerns nobody.
    if (await takeTry(options.db, receiver, MAILS_TO_ADDRESS, visit)) return { sentTo: to }
  }
  const personId = visit.actor?.personId ?? null
  const data = { address: to, for: userKey(visit.sender) }
  const { locale, timeZone } = visit.reader
  await issueCode(
    options,
    visit,
    { purpose: 'address', personId, accountId, workspaceId: null, data },
    (sealed) => {
      const expiresAt = visit.at + CODE_LIFETIME_MS
      const { platform, name: asker } = visit.sender
      const mail: CodeMail = { sealed, to, asker, platform, locale, timeZone, expiresAt }
      return {
        owed: [{ kind: 'mail', accountId, name: NAME, subjectId: newId(visit.at), data: { ...mail } }],
      }
    },
  )
  return { sentTo: to }
}

const isOpen = statement(
  'code.isOpen',
  'SELECT 1 FROM one_time_code WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2',
)

export function codeMailKind({ db, secrets, clock }: MailCodeOptions): MailKind {
  return {
    name: NAME,
    async draw({ data }) {
      const mail = data as unknown as CodeMail
      const now = clock.now()
      const typed = secrets.open(mail.sealed)
      const [open] = await isOpen(db, [hashSecret(typed), isoTime(now)])
      if (!open) return null
      const { locale, timeZone, to } = mail
      return { to, mail: drawMail(mail, typed), reader: { locale, timeZone, now } }
    },
  }
}

function drawMail({ asker, platform, expiresAt }: CodeMail, typed: string): Mail {
  const where = PLATFORM_NAMES[platform]
  return {
    subject: 'Your Rolecall code',
    heading: 'Prove this address',
    paragraphs: [
      text`${asker} on ${where} asked Rolecall for this code. If that is you, type ${slash(`link ${typed}`)} there.`,
      text`It works once, until ${time(expiresAt)}.`,
    ],
    code: typed,
    footer: 'If you did not ask for it, do nothing: without the code nothing happens. Never pass it on.',
  }
}
