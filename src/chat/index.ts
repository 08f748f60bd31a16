/** The neutral contract between features and platforms: what can be said, asked and answered, without a platform's name. */
export * from './adapter'
export * from './answer'
export { COMMAND_FORM } from './ask'
export { attachmentLines, attachmentsOf, hasAttachments, withoutAttachments } from './attachments'
export { cleanName, cleanText, isBlank, oneLine } from './clean'
export * from './command'
export * from './contents'
export * from './context'
export {
  createDispatch,
  type Decision,
  type DispatchOptions,
  type Identified,
  type Identify,
  type Log,
} from './dispatch'
export { explainCard } from './explain'
export { ROLE_NAMES, SETTING_NAMES } from './explain-denial'
export { fileSize } from './explain-document'
export * from './file-store'
export type { Findable } from './findable'
export { unlessFits, unlessWords } from './fitting'
export type { DraftStore } from './fix-by-button'
export * from './interaction'
export { LIMITS, ViewTooLarge } from './limits'
export * from './mail'
export * from './messenger'
export * from './model'
export * from './named-scope'
export { lastPage, PAGE_SIZE, pageNumber, pager } from './pager'
export { type NamedPerson, readPeople } from './people-words'
export * from './place'
export * from './refusal'
export * from './registry'
export * from './role-mirror'
export * from './shard-leases'
export * from './text'
export * from './view'
