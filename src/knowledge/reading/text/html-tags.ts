const set = (names: string) => new Set(names.split(' '))

/** What is in them is not read by people. */
const UNREAD = set(
  'script style template noscript iframe object embed applet svg math canvas audio video map select datalist dialog',
)
export const BLOCKS = set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form header hgroup hr legend li main nav ol p section summary table tbody td tfoot th thead tr ul',
)

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?%?\s*(?:;|!|$)|font-size\s*:\s*0(?:\.0+)?[a-z%]*\s*(?:;|!|$))/i

export function isUnread(name: string, attributes: Record<string, string>): boolean {
  return (
    (UNREAD.has(name) && !(name === 'dialog' && 'open' in attributes)) ||
    'hidden' in attributes ||
    HIDING.test(attributes.style ?? '')
  )
}

/** 1 to 6; null of what is no heading. */
export function headingLevel(name: string): number | null {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : null
}
