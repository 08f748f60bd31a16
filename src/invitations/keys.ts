import { hashSecret, newCode, newToken, type Secrets } from '../secrets'

/** What opens one round of an invitation by address: the token of the link, the code for chat. Only hashes are kept. */
export interface Keys {
  token: string
  code: string
}

export const newKeys = (): Keys => ({ token: newToken(), code: newCode() })

/** As the database keeps them, in hexadecimal. */
export const hashKeys = (keys: Keys | null) => ({
  tokenHash: keys && hashSecret(keys.token).toString('hex'),
  codeHash: keys && hashSecret(keys.code).toString('hex'),
})

/** As the outbox carries them to the mail. */
export const sealKeys = (secrets: Secrets, { token, code }: Keys) => ({
  token: secrets.seal(token),
  code: secrets.seal(code),
})

export const openKeys = (secrets: Secrets, sealed: Readonly<Record<string, unknown>>): Keys => ({
  token: secrets.open(String(sealed.token)),
  code: secrets.open(String(sealed.code)),
})
