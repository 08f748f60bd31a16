import type { ReadingFailure } from './failure'
import type { Summary } from './read-document'
import type { Section } from './section'

/** What the worker is told at its start. */
export interface Assignment {
  path: string
  name: string
  mostCharacters: number
}

/** What the worker tells. After a batch it waits for an answer, whatever it is. */
export type Report =
  | { kind: 'batch'; sections: Section[]; progress: number }
  | { kind: 'end'; outcome: Summary | ReadingFailure }
  /** The system's fault, not the file's. */
  | { kind: 'outage'; message: string }
