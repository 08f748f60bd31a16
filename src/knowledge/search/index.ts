/**
 * From passages to what a question finds. `indexChunks` adds passages (`fold`: in which form), `removeStaleChunks` takes
 * them away; `searchKnowledge` finds them: `question-words` says what is looked for, `readable` where, `text-match` how.
 */
export { detectLanguage } from '../language'
export { type ChunkBatch, indexChunks } from './index-chunks'
export { QUESTION_LENGTH } from './question-words'
export { MAY_READ, proofOf, readable } from './readable'
export { removeStaleChunks } from './remove-chunks'
export { type Found, type Question, searchKnowledge } from './search-knowledge'
export { embedChunks, ensureVectors, hasVectors } from './vectors'
