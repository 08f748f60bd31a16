import { bold, code, type Fragment, fileSize, shorten, type Text, text } from '../chat'
import type { Base } from './base'
import type { Document, DocumentVersion } from './document'
import { problemWords } from './problem-words'
import { type DocumentReader, readerWords } from './readers'
import { DOCUMENT_TYPES } from './reading'

/** How far it is, on its way to be searched. */
export function statusWords({ status, progress, problem }: DocumentVersion): string {
  switch (status) {
    case 'waiting':
      return 'waiting'
    case 'reading':
      return 'being fetched'
    case 'indexing':
      return `being read, ${progress} %`
    case 'ready':
      return 'ready'
    case 'failed':
      return problem?.code === 'unchanged' ? 'unchanged' : problem ? problemWords(problem)[0] : UNREADABLE
  }
}

/** Type and size: "PDF, 1.2 MB". */
export function kindWords({ mediaType, latest }: Document): string {
  const kind = DOCUMENT_TYPES.find((each) => each.mediaType === mediaType)
  return `${kind?.type.toUpperCase() ?? 'Document'}, ${fileSize(latest.sizeBytes)}`
}

/** Which version is searched, and what has become of a newer one. */
export function versionWords({ currentVersion, latest }: Document): string {
  const status = statusWords(latest)
  if (latest.number === currentVersion) return `version ${latest.number}, ${status}`
  if (currentVersion === null)
    return wasNeverReadable({ currentVersion, latest }) ? brokenWords(status) : status
  return `version ${currentVersion} is searched; version ${latest.number}: ${status}`
}

/** Nothing of it was ever searched, and nothing will be until somebody mends it. */
const wasNeverReadable = ({ currentVersion, latest }: Pick<Document, 'currentVersion' | 'latest'>) =>
  currentVersion === null && latest.status === 'failed'

const UNREADABLE = 'could not be read'
const brokenWords = (status: string) => (status === UNREADABLE ? status : `${UNREADABLE}: it ${status}`)

const SHOWN_READERS = 3

/** The list of readers is for those who decide on it. */
export function accessWords({ access, readers }: Pick<Document, 'access' | 'readers'>, sees: boolean): Text {
  if (access === 'everyone') return 'for everyone'
  if (!sees) return 'restricted'
  const shown = readers
    .slice(0, SHOWN_READERS)
    .flatMap((reader, index) => [...(index > 0 ? [', '] : []), readerFragment(reader)])
  const more = readers.length > SHOWN_READERS ? ` and ${readers.length - SHOWN_READERS} more` : ''
  return text`only for ${shown}${more}`
}

/** Code is shown as it is: what keeps addresses from becoming links elsewhere would be copied along with them. */
function readerFragment(reader: DocumentReader): Fragment {
  const words = shorten(readerWords(reader), 40)
  return reader.kind === 'team' ? words : code(words)
}

/** Scope belongs into every message (B17). */
export const inBase = ({ name, own, workspaceName }: Pick<Base, 'name' | 'own' | 'workspaceName'>): Text =>
  text`${own ? 'Chatbot' : 'Knowledge base'} ${bold(shorten(name, 80))} in workspace ${bold(shorten(workspaceName, 60))}`
