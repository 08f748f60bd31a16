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

/**
 * Another link to the same round, for a mail that comes later: it names the hash, as nobody knows the token any more, and is
 * dead when that is (R16). Tokens have no dot in them, sealed text has.
 */
export const sealLink = (secrets: Secrets, tokenHash: string): string =>
  secrets.seal(`${LATER_LINK}${tokenHash}`)

const LATER_LINK = 'invitation:'

/** Of what stands in a link, whichever of the two; null: it was not made by us. */
export function hashOfLink(secrets: Secrets, token: string): Buffer | null {
  if (!token.includes('.')) return hashSecret(token)
  try {
    const opened = secrets.open(token)
    return opened.startsWith(LATER_LINK) ? Buffer.from(opened.slice(LATER_LINK.length), 'hex') : null
  } catch {
    return null
  }
}

/** As the outbox carries them to the mail. */
export const sealKeys = (secrets: Secrets, { token, code }: Keys) => ({
  token: secrets.seal(token),
  code: secrets.seal(code),
})

export const openKeys = (secrets: Secrets, sealed: Readonly<Record<string, unknown>>): Keys => ({
  token: secrets.open(String(sealed.token)),
  code: secrets.open(String(sealed.code)),
})
