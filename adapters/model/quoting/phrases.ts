import { languageOf } from './stop-words'
import { wordsOf } from './words'

interface Phrases {
  /** Before quotations. */
  quoting: string
  /** Instead of them. */
  nothing: string
}

const ENGLISH: Phrases = {
  quoting: 'I answer by quoting, without a language model.',
  nothing: 'I found nothing on that in the documents. Ask me about what stands in them.',
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: ENGLISH,
  de: {
    quoting: 'Ich antworte mit Zitaten, ohne Sprachmodell.',
    nothing: 'Dazu habe ich in den Dokumenten nichts gefunden. Frag mich nach dem, was darin steht.',
  },
  fr: {
    quoting: 'Je réponds par des citations, sans modèle de langage.',
    nothing: 'Je n’ai rien trouvé à ce sujet dans les documents. Interrogez-moi sur ce qu’ils contiennent.',
  },
  es: {
    quoting: 'Respondo con citas, sin modelo de lenguaje.',
    nothing: 'No he encontrado nada sobre eso en los documentos. Pregúntame por lo que contienen.',
  },
  ja: {
    quoting: '言語モデルを使わず、引用でお答えします。',
    nothing: 'それについては資料に見つかりませんでした。資料にあることをお尋ねください。',
  },
}

/** What the quoting model says itself: in the language of the question, else of the reader, else in English. */
export function phrasesFor({ question, locale }: { question: string; locale: string }): Phrases {
  const asked = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(question)
    ? 'ja'
    : languageOf(wordsOf(question))
  const read = locale.split(/[-_]/, 1)[0]?.toLowerCase() ?? ''
  return PHRASES[asked ?? read] ?? ENGLISH
}
