import type { DocumentType } from './document-type'

/** Why a document cannot be read: codes and what is needed to say what would be right. `detail` is for the log only. */
export type ReadingFailure =
  /** `found`: the ending usual for what it is, when known. `saveAs`: the type that programs can save it as instead. */
  | { code: 'unknownType'; found: string | null; saveAs: DocumentType | null }
  | { code: 'tooBig'; type: DocumentType; sizeBytes: number; limitBytes: number }
  | { code: 'empty' }
  | { code: 'broken'; type: DocumentType | null; detail: string }
  /** A password is needed to open it. */
  | { code: 'encrypted'; type: DocumentType | null }
  /** Nothing but pictures (a scan), or nothing at all. `pages` only of a PDF. */
  | { code: 'noText'; type: DocumentType; pages: number | null }
  | { code: 'tooManyPages'; pages: number; limit: number }
  /** `limit` in characters. */
  | { code: 'tooLong'; limit: number }
  /** Made to swell when it is opened. */
  | { code: 'bomb'; detail: string }
  | { code: 'timeout'; limitMs: number }
  | { code: 'outOfMemory'; limitMiB: number }
  /** The reader was told to stop. */
  | { code: 'stopped' }

/** Carries a failure out of the depths of a parser; caught once, where the reading began. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  constructor(readonly failure: ReadingFailure) {
    super(failure.code)
  }
}

export const unreadable = (failure: ReadingFailure) => new Unreadable(failure)
