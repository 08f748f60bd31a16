import { cleanName, cut, type GivenFile, type Refusal, type SizeLimit } from '../chat'
import type { DocumentReader } from './readers'
import type { ReadingFailure } from './reading'

export type VersionStatus = 'waiting' | 'reading' | 'indexing' | 'ready' | 'failed'

/** Why a version could not be made; kept without the details that are for the log. */
export type Problem =
  | Undetailed<ReadingFailure>
  /** The platform does not hand the file out. */
  | { code: 'unavailable'; why: 'gone' | 'tooLarge' | 'disconnected' }
  /** Byte for byte what is searched already: no version was made. */
  | { code: 'unchanged' }
  /** Reading it has been broken off again and again. */
  | { code: 'givenUp'; attempts: number }

type Undetailed<F> = F extends unknown ? Omit<F, 'detail'> : never

/** One file, on its way to be searched or there. */
export interface DocumentVersion {
  id: string
  documentId: string
  number: number
  /** What the file was called. */
  fileName: string
  sizeBytes: number
  status: VersionStatus
  /** Percent. */
  progress: number
  /** How many passages of it there are. */
  chunks: number
  problem: Problem | null
  uploadedById: string
  uploadedBy: string
  uploadedAt: number
}

export interface Document {
  id: string
  accountId: string
  baseId: string
  name: string
  mediaType: string
  access: 'everyone' | 'restricted'
  /** Whether the reader may read it. */
  readable: boolean
  /** Who may read it when it is restricted. */
  readers: readonly DocumentReader[]
  /** Number of the version that questions search. */
  currentVersion: number | null
  /** Grows with every change of what forms hold. */
  version: number
  latest: DocumentVersion
}

/** What was not taken of an upload. */
export interface LeftOut {
  why: Refusal
  /** A document of this name is there: the file waits to replace it. */
  replaces?: { documentId: string; handedId: string; index: number }
}

export const MOST_FILES = 10
export const MOST_DOCUMENTS = 200
export const DOCUMENT_NAME_LENGTH = 120
/** What a form field holds. */
export const READERS_LENGTH = 3_000

const MIB = 2 ** 20

export type Way = Extract<SizeLimit, { kind: 'platform' }>['way']

/**
 * What the platforms take, in a message and in a form.
 * https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
 */
export const PLATFORM_BYTES: Readonly<Record<GivenFile['source']['platform'], Record<Way, number>>> = {
  slack: { message: 1_024 * MIB, form: 10 * MIB },
  discord: { message: 500 * MIB, form: 500 * MIB },
}

/** The name a document gets: one line, with its ending even when it is too long. */
export function documentName(given: string): string {
  const name = cleanName(given, 1_000) ?? 'document'
  if (name.length <= DOCUMENT_NAME_LENGTH) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return `${cut(name, DOCUMENT_NAME_LENGTH - ending.length - 1)}…${ending}`
}
