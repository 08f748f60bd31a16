/** Letters that Unicode does not take apart into a letter and its accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** Scripts that set no spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, 'gu')

/**
 * The form in which texts are indexed and questions compared: lower case, Latin letters without accents, no characters
 * that PostgreSQL refuses, and pairs of neighbouring characters instead of words where no spaces are set.
 */
export function fold(text: string): string {
  return clean(text)
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(UNSPACED_RUN, (run) => ` ${pairs(run).join(' ')} `)
}

/** Without what a text column cannot hold, NUL and halves of surrogate pairs, and without soft hyphens and joiners. */
export const clean = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\0\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')

function pairs(run: string): string[] {
  const characters = [...run]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
