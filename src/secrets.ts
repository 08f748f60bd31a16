import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto'
import type { EncryptionKey } from './config'

/** Keeps text that must be read back, e.g. bot tokens, unreadable at rest. */
export interface Secrets {
  /** Encrypts with the current key: `keyId.nonce.tag.text`, the last three in base64url. */
  seal(text: string): string
  /** @throws Error that names the key which is missing or wrong; never the text. */
  open(sealed: string): string
}

const NONCE_BYTES = 12

/** The first key seals, all of them open: to rotate, put a new key in front. */
export function createSecrets(keys: readonly EncryptionKey[]): Secrets {
  const [current] = keys
  if (!current) throw new Error('ENCRYPTION_KEYS holds no key')
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce)
      cipher.setAAD(Buffer.from(current.id))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
      return [current.id, ...parts].join('.')
    },
    open(sealed) {
      const [id = '', ...parts] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === id)?.key
      if (!key) throw new Error(`ENCRYPTION_KEYS has no key "${id}", with which this was sealed`)
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'))
      // Many spellings of base64 mean the same bytes; only ours was sealed.
      const isOurs =
        [nonce, tag, text].map((part) => part?.toString('base64url')).join('.') === parts.join('.')
      if (!nonce || !tag || !text || !isOurs) throw new Error('this was not sealed by Rolecall')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
        decipher.setAAD(Buffer.from(id)).setAuthTag(tag)
        return decipher.update(text, undefined, 'utf8') + decipher.final('utf8')
      } catch (cause) {
        throw new Error(`key "${id}" of ENCRYPTION_KEYS is not the one with which this was sealed`, { cause })
      }
    },
  }
}

/** For links: 256 bits in base64url. Store `hashSecret` of it. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Crockford's base32: no I, L, O, U, so that nothing looks like something else. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const HALF = 5

/** For people to type: 50 bits as `XXXXX-XXXXX`. Always together with a limit on tries. */
export function newCode(): string {
  const half = () => Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${half()}-${half()}`
}

/** What was typed as `newCode` wrote it, whatever the case, spaces, dashes and look-alikes; null when it cannot be a code. */
export function foldCode(typed: string): string | null {
  const folded = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const isCode = folded.length === 2 * HALF && [...folded].every((letter) => ALPHABET.includes(letter))
  return isCode ? `${folded.slice(0, HALF)}-${folded.slice(HALF)}` : null
}

/** SHA-256: how tokens and codes are stored and looked up. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Compares in a time that tells nothing of where the two differ, nor of their lengths. */
export const isSameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(hashSecret(one), hashSecret(other))
