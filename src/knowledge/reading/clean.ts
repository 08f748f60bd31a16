const LIGATURES: Record<string, string> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
}

/**
 * What is in a file but not in its text: halves of surrogate pairs and U+0000, which PostgreSQL does not store; control
 * and private characters; soft hyphens and blanks without width, which would part a word from the one searched for; and
 * the marks that turn the text around them about. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const UNWANTED =
  /\p{Cs}|\p{Co}|\p{Noncharacter_Code_Point}|(?![\n\t])\p{Cc}|[\u00AD\u200B\u2060\uFEFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** Characters as they are searched for; line breaks and indentation stay. NFKC would turn x² into x2. */
export function cleanCharacters(raw: string): string {
  return raw
    .replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, '\n')
    .replace(UNWANTED, '')
    .replace(/[\uFB00-\uFB06]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .normalize('NFC')
}

/** Most cells of tables are clean already, and this is cheap to see. */
const CLEAN = /^[!-~]*(?: [!-~]+)*$/

/** Clean characters, with single blanks inside of lines and no blank lines. */
export function cleanText(raw: string): string {
  if (CLEAN.test(raw) && !raw.startsWith(' ')) return raw
  return cleanCharacters(raw)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

/** As `cleanText`, in one line. */
export const cleanLine = (raw: string): string => cleanText(raw).replaceAll('\n', ' ')

/** Code and other text whose indentation means something. */
export function cleanCode(raw: string): string {
  return cleanCharacters(raw)
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
}
