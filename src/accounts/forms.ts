import {
  cut,
  type Form,
  type FormValues,
  isBlank,
  type Refusal,
  ref,
  refuse,
  unlessFits,
  unlessWords,
} from '../chat'
import { foldAddress } from '../people'
import {
  type Account,
  type AccountWish,
  ADDRESS_LENGTH,
  MAIL_LENGTH,
  NAME_LENGTH,
  VAT_ID_LENGTH,
} from './account'

export const wishOf = ({ accountName, billing }: Account): AccountWish => ({ name: accountName, ...billing })

/** `seen`: the version of the settings that the person looks at. */
export function settingsForm(accountId: string, seen: number, wish: AccountWish): Form {
  const { name, address, vatId, mail } = wish
  return {
    submit: ref('account.settings', accountId, String(seen)),
    title: 'Account settings',
    submitLabel: 'Save',
    fields: [
      {
        ...{ kind: 'text', name: 'name', label: 'Name of the account', required: true },
        ...{ maxLength: NAME_LENGTH, value: cut(name, NAME_LENGTH) },
      },
      {
        ...{ kind: 'long', name: 'address', label: 'Company and address', maxLength: ADDRESS_LENGTH },
        hint: 'As it is to stand on invoices',
        ...(address !== null && { value: cut(address, ADDRESS_LENGTH) }),
      },
      {
        ...{ kind: 'text', name: 'vatId', label: 'VAT number', maxLength: VAT_ID_LENGTH },
        ...(vatId !== null && { value: cut(vatId, VAT_ID_LENGTH) }),
      },
      {
        ...{ kind: 'text', name: 'mail', label: 'Address for invoices', maxLength: MAIL_LENGTH },
        hint: 'Gets each invoice by mail, beside the billing admins',
        ...(mail !== null && { value: cut(mail, MAIL_LENGTH) }),
      },
    ],
  }
}

/** The submitted form; an address for mail that is none stays as it was typed. */
export function readSettings(values: FormValues): AccountWish {
  const mail = words(values.mail)
  return {
    name: words(values.name) ?? '',
    address: words(values.address),
    vatId: words(values.vatId),
    mail: mail === null ? null : (foldAddress(mail) ?? mail),
  }
}

const words = (value: FormValues[string] | undefined): string | null =>
  typeof value === 'string' && !isBlank(value) ? value.trim() : null

/** What is wrong with it; undefined when it can be saved. */
export function unfit({ name, address, vatId, mail }: AccountWish): Refusal | undefined {
  return (
    unlessWords(name, 'Name of the account', NAME_LENGTH, 'name') ??
    unlessFits(address ?? '', 'Company and address', ADDRESS_LENGTH, 'address') ??
    unlessFits(vatId ?? '', 'VAT number', VAT_ID_LENGTH, 'vatId') ??
    (mail !== null && foldAddress(mail) === null
      ? refuse({ code: 'malformedAddress', typed: mail }, 'mail')
      : undefined)
  )
}

export const deleteForm = (accountId: string, accountName: string): Form => ({
  submit: ref('account.delete', accountId),
  title: 'Delete account',
  submitLabel: 'Delete for good',
  text: `“${accountName}” ends with all its workspaces, teams, chatbots and documents, for everybody. What was used stays in the invoices. There is no way back.`,
  fields: [
    {
      ...{ kind: 'text', name: 'name', label: 'Type the name of the account', required: true },
      ...{ hint: cut(accountName, NAME_LENGTH), maxLength: NAME_LENGTH },
    },
  ],
})
