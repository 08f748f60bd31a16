import {
  bold,
  type Card,
  code,
  type Form,
  LIMITS,
  type Platform,
  person,
  type Row,
  ref,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../chat'
import { CODE_LIFETIME_MS } from './code'
import { addressKey, type Self } from './self'

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = { slack: 'Slack', discord: 'Discord' }

const OTHER: Readonly<Record<Platform, Platform>> = { slack: 'discord', discord: 'slack' }

/** My ways in, and a code for the next one. */
export function linksCard(self: Self, platform: Platform, typed: string, at: number): Card {
  const { onlyIn } = self
  const rows = [...self.identities.map(identityRow), ...self.addresses.map(addressRow)]
  const hidden = rows.length - LIMITS.rows
  return {
    title: 'Your links',
    text: text`To be yourself on ${PLATFORM_NAMES[OTHER[platform]]} too, type ${slash(`link ${typed}`)} there. The code works once, until ${time(at + CODE_LIFETIME_MS)}. Do not give it to anybody: who uses it is you.${onlyIn === null ? '' : text` ${confinedText(onlyIn)}`}`,
    rows: rows.slice(0, LIMITS.rows),
    ...(hidden > 0 && { context: `And ${hidden} more.` }),
    buttons: [{ label: 'Add an address', press: ref('people.askAddress') }],
  }
}

/** What it means that nothing but the word of one account's Slack speaks for a chat user, and how that ends. */
export const confinedText = (account: string): Text =>
  text`This chat user counts in account ${bold(shorten(account, ACCOUNT_LENGTH))} only: nothing but the word of its Slack says that it is you. Prove an address of yours with ${slash('link address:you@company.com')}, and it counts everywhere.`

const ACCOUNT_LENGTH = 80

const identityRow = (identity: Self['identities'][number]): Row => ({
  text: text`${PLATFORM_NAMES[identity.platform]}: ${person(identity.name, identity)}${identity.onlyIn === null ? '' : ` (in account ${shorten(identity.onlyIn, ACCOUNT_LENGTH)} only)`}`,
  button: { label: 'Unlink', press: ref('people.askUnlinkIdentity', identity.id) },
})

const addressRow = (address: string): Row => ({
  text: text`Address: ${code(address)}`,
  button: { label: 'Unlink', press: ref('people.askUnlinkAddress', addressKey(address)) },
})

/** For somebody whom nobody is bound to: the three ways in (F57). */
export const waysInCard: Card = {
  title: 'Tell me who you are',
  text: text`Have a code from a mail or from your other chat platform? Type ${slash('link CODE')}, or for an invitation ${slash('invite accept CODE')}. Somebody here knows your address? Prove it and you are linked. Otherwise ask an owner or admin of the team for an invitation.`,
  buttons: [
    { label: 'Enter a code', press: ref('people.askCode'), style: 'primary' },
    { label: 'Prove an address', press: ref('people.askAddress') },
  ],
}

export const codeSentCard = (address: string): Card => ({
  title: 'A code is on its way',
  text: text`I have mailed it to ${code(address)}. Type ${slash('link CODE')} here within 15 minutes.`,
  context: 'Nothing came? Look into the spam folder, then ask again.',
  buttons: [{ label: 'Enter the code', press: ref('people.askCode'), style: 'primary' }],
})

export const linkedCard = (name: string, platform: Platform, isConfined = false): Card => ({
  tone: 'success',
  title: `You are ${name}, here on ${PLATFORM_NAMES[platform]} too`,
  text: text`${slash('rolecall')} shows your teams, ${slash('whoami')} what you may do, ${slash('link')} unlinks again.`,
  ...(isConfined && {
    context: text`In one account only; ${slash('whoami')} says which, and how it counts everywhere.`,
  }),
})

export const addressAddedCard = (address: string): Card => ({
  tone: 'success',
  title: 'Your address is proved',
  text: text`${code(address)} is yours now: invitations to it find you.`,
})

/** Nothing is unlinked before this card's button. */
export function confirmUnlinkCard(what: string, press: string): Card {
  return {
    tone: 'danger',
    title: 'Unlink?',
    text: text`${bold(what)} will not be you any more. Your teams and roles stay.`,
    buttons: [
      { label: 'Unlink', press, style: 'danger' },
      { label: 'Cancel', press: ref('people.keep') },
    ],
  }
}

export const unlinkedCard = (what: string): Card => ({
  tone: 'success',
  title: 'Unlinked',
  text: text`${bold(what)} is not you any more. ${slash('link')} links again.`,
})

export const keptCard: Card = { title: 'Nothing was changed' }

/** What may be typed as a code: the code with generous spacing. */
export const CODE_LENGTH = 100
export const ADDRESS_LENGTH = 254

/** What was typed before is not filled in: a code must be kept nowhere. */
export const codeForm: Form = {
  submit: ref('people.code'),
  title: 'Enter a code',
  submitLabel: 'Link',
  fields: [
    {
      kind: 'text',
      name: 'code',
      label: 'Code',
      hint: 'Ten letters and digits; case and dashes do not matter',
      required: true,
      maxLength: CODE_LENGTH,
    },
  ],
}

export const addressForm = (value?: string): Form => ({
  submit: ref('people.address'),
  title: 'Prove an address',
  submitLabel: 'Mail me a code',
  fields: [
    {
      kind: 'text',
      name: 'address',
      label: 'E-mail address',
      required: true,
      maxLength: ADDRESS_LENGTH,
      placeholder: 'you@company.com',
      ...(value !== undefined && { value }),
    },
  ],
})
