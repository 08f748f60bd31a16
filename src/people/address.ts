/** Folds an e-mail address: trimmed, lower case (H9). Null when it is not one. */
export function foldAddress(typed: string): string | null {
  const address = typed.trim().toLowerCase()
  return address.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(address) ? address : null
}

/** RFC 5321 §4.5.3.1.3: a path of 256 octets, less its angle brackets. */
const MAX_ADDRESS_LENGTH = 254

/** The form of HTML's `input type=email`, with at least one dot in the domain. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

/**
 * Enough to recognise one's own address, too little to learn another's: `a•••@acme.com`. `ending`: how many characters
 * before the @ are shown too.
 */
export function maskAddress(address: string, ending = 0): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}•••${address.slice(at - ending)}`
}
