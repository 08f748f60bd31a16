/** PostgreSQL's text search configurations by ISO 639-1 code; every supported PostgreSQL has them. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
}

const SAMPLES = 40
const SAMPLE_LENGTH = 300
/** Below this the detection guesses. */
const FEWEST_LETTERS = 40

/**
 * The language that most samples from all over a text are in: an ISO 639-1 code, or null when unsure. One long sample
 * could hit a table of contents, a listing or a quotation.
 */
export function detectLanguage(text: string): string | null {
  // It brings the profiles of all languages, tens of megabytes that only who indexes documents needs.
  const { detect }: typeof import('tinyld') = require('tinyld')
  const step = Math.max(SAMPLE_LENGTH, Math.floor(text.length / SAMPLES))
  const votes = new Map<string, number>()
  for (let from = 0; from < text.length; from += step) {
    const sample = text.slice(from, from + SAMPLE_LENGTH)
    if ((sample.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) continue
    const language = detect(sample)
    if (language !== '') votes.set(language, (votes.get(language) ?? 0) + 1)
  }
  const [most] = [...votes].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}

/** How PostgreSQL takes words of that language to their stems; `simple`, which leaves them as they are, for all others. */
export const configurationOf = (language: string | null): string =>
  (language !== null && CONFIGURATIONS[language]) || 'simple'
