/** Exactly one bare address: no list, no display name, no line break, no comment. */
export function isOneAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+$/u.test(address) &&
    !hasControl(address)
  )
}

const hasControl = (text: string) => [...text].some((character) => character < ' ' || character === '\u007f')
