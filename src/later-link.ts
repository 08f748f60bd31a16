import { hashSecret, newToken, type Secrets } from './secrets'

/** For a thing whose every link is made from its hash: of a token that nobody has known, in hexadecimal. */
export const newLinkHash = (): string => hashSecret(newToken()).toString('hex')

/** What a mailed link may lead to. */
export type LinkedThing = 'invitation' | 'request' | 'transfer'

/**
 * Stands in for the token in a mail that comes later: nobody knows the token any more, so it names its hash, in hexadecimal,
 * and is dead when that is (R16). Tokens have no dot in them, sealed text has.
 */
export const sealLink = (secrets: Secrets, thing: LinkedThing, tokenHash: string): string =>
  secrets.seal(`${thing}:${tokenHash}`)

/** Of what stands in a link, whichever of the two; null: it was not made by us, or for another kind of thing. */
export function hashOfLink(secrets: Secrets, thing: LinkedThing, token: string): Buffer | null {
  if (!token.includes('.')) return hashSecret(token)
  try {
    const [kind, hash] = secrets.open(token).split(':')
    return kind === thing && hash ? Buffer.from(hash, 'hex') : null
  } catch {
    return null
  }
}
