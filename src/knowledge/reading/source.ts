import type { Section } from './section'

/** A file to read, in the worker. */
export interface Source {
  path: string
  sizeBytes: number
  /** Tells how far the reading is: 0 at the beginning, 1 at the end. */
  progress(done: number): void
}

export type ReadSections = (source: Source) => AsyncIterable<Section>

/** Counts bytes as they are read, and tells the progress. */
export function countBytes({ sizeBytes, progress }: Source): (count: number) => void {
  let read = 0
  return (count) => {
    read += count
    progress(sizeBytes === 0 ? 1 : Math.min(1, read / sizeBytes))
  }
}
