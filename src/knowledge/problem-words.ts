import { fileSize, type Text } from '../chat'
import type { Problem } from './document'

type Words = readonly [what: string, hint: Text]

/** Why a file could not be read, as it goes on after its name, and what would be right. */
export function problemWords(problem: Problem): Words {
  switch (problem.code) {
    case 'unknownType':
      return problem.saveAs
        ? [
            problem.found ? `is of type ${problem.found.toUpperCase()}` : 'is of an older type',
            `I cannot read those. Save it as ${problem.saveAs.toUpperCase()}, and upload that.`,
          ]
        : [
            problem.found ? `is really of type ${problem.found.toUpperCase()}` : 'is not what its name says',
            'I read PDF, DOCX, PPTX, XLSX, CSV, TXT, MD and HTML. What counts is what is in a file, not its name.',
          ]
    case 'tooBig':
      return [
        `is too large: ${fileSize(problem.sizeBytes)}`,
        `A file of type ${problem.type.toUpperCase()} may have ${fileSize(problem.limitBytes)}. Split it into several.`,
      ]
    case 'empty':
      return ['is empty', 'There is nothing in this file. Was it saved before it was sent?']
    case 'broken':
      return [
        'is damaged',
        'It breaks off, or does not keep to its format. Open it in the program it was made with, save it anew, and upload that.',
      ]
    case 'encrypted':
      return [
        'is locked with a password',
        'I cannot open it. Save a copy without the password, and upload that.',
      ]
    case 'noText':
      return problem.pages === null
        ? ['has no text in it', 'There is nothing to search in it.']
        : [
            'has no text in it, only pictures',
            `It looks like a scan of ${problem.pages} ${problem.pages === 1 ? 'page' : 'pages'}. Run a text recognition (OCR) over it first; most scanning programs have one.`,
          ]
    case 'tooManyPages':
      return [`has ${problem.pages} pages`, `I read up to ${problem.limit}. Split it into several files.`]
    case 'tooLong':
      return [
        'has too much text',
        `I read up to ${problem.limit.toLocaleString('en')} characters. Split it into several files.`,
      ]
    case 'bomb':
      return [
        'swells up when it is opened',
        'It is packed in a way that ordinary documents are not. Save it anew, and upload that.',
      ]
    case 'timeout':
      return [
        'takes too long to read',
        `I gave up after ${Math.round(problem.limitMs / 60_000)} minutes. Split it into several files, or save it in a simpler format.`,
      ]
    case 'outOfMemory':
      return ['needs too much memory to read', 'Split it into several files, or save it in a simpler format.']
    case 'unchanged':
      return ['is the same as before', 'Every byte of it is what it was, so nothing was changed.']
    case 'stopped':
    case 'givenUp':
      return ['could not be read', 'Reading it broke off several times. Try again, or upload it once more.']
    case 'unavailable':
      return UNAVAILABLE[problem.why]
  }
}

const UNAVAILABLE: Readonly<Record<Extract<Problem, { code: 'unavailable' }>['why'], Words>> = {
  gone: ['is not there any more', 'It was deleted before I could fetch it. Please upload it once more.'],
  tooLarge: [
    'is larger than was said',
    'It has more bytes than the limit allows. Split it into several files.',
  ],
  disconnected: [
    'could not be fetched',
    'I am no longer in the workspace or server where it was sent. Upload it where I am.',
  ],
}

/** Whether the same file may be read when it is tried once more. */
export const mayPass = ({ code }: Problem): boolean =>
  code === 'timeout' ||
  code === 'outOfMemory' ||
  code === 'stopped' ||
  code === 'givenUp' ||
  code === 'unavailable'
