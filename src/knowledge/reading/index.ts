/**
 * From the bytes of a file to clean text that knows where it stands. `createReader` reads a document in a thread of its
 * own (`worker.ts`), which `readDocument` rules: recognise by content, then one reader for each type in `text/`,
 * `office/` and `pdf/`, all yielding sections. `chunkSections` cuts those into the pieces that are searched.
 */
export { CHUNK_MOST, CHUNK_TARGET, type Chunk, chunkSections } from './chunk'
export { DOCUMENT_TYPES, type DocumentKind, type DocumentType, kindOf, typeByName } from './document-type'
export type { ReadingFailure } from './failure'
export type { Summary } from './read-document'
export { createReader, type Reader, type ReaderOptions, type Reading } from './reader'
export { type Recognised, recogniseFile } from './recognise'
export type { Locator, Section } from './section'
