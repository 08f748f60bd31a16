export type DocumentType = 'pdf' | 'docx' | 'pptx' | 'xlsx' | 'csv' | 'txt' | 'md' | 'html'

export interface DocumentKind {
  type: DocumentType
  /** Endings of names, without the dot; the first is the usual one. */
  extensions: readonly [string, ...string[]]
  mediaType: string
  /** The limit of the type; that of the plan or of the platform may be lower (F112). */
  mostBytes: number
}

const MIB = 1024 * 1024
const OPEN_XML = 'application/vnd.openxmlformats-officedocument'

/** Everything that can be read. */
export const DOCUMENT_TYPES: readonly DocumentKind[] = [
  { type: 'pdf', extensions: ['pdf'], mediaType: 'application/pdf', mostBytes: 100 * MIB },
  {
    type: 'docx',
    extensions: ['docx'],
    mediaType: `${OPEN_XML}.wordprocessingml.document`,
    mostBytes: 50 * MIB,
  },
  {
    type: 'pptx',
    extensions: ['pptx'],
    mediaType: `${OPEN_XML}.presentationml.presentation`,
    mostBytes: 50 * MIB,
  },
  { type: 'xlsx', extensions: ['xlsx'], mediaType: `${OPEN_XML}.spreadsheetml.sheet`, mostBytes: 50 * MIB },
  { type: 'csv', extensions: ['csv', 'tsv'], mediaType: 'text/csv', mostBytes: 100 * MIB },
  { type: 'txt', extensions: ['txt', 'text', 'log'], mediaType: 'text/plain', mostBytes: 100 * MIB },
  { type: 'md', extensions: ['md', 'markdown'], mediaType: 'text/markdown', mostBytes: 20 * MIB },
  { type: 'html', extensions: ['html', 'htm', 'xhtml'], mediaType: 'text/html', mostBytes: 20 * MIB },
]

export function kindOf(type: DocumentType): DocumentKind {
  const kind = DOCUMENT_TYPES.find((kind) => kind.type === type)
  if (!kind) throw new Error(`no such type of document: ${type}`)
  return kind
}

/** What the name promises, before a byte has been read; null when it promises nothing that can be read. */
export function typeByName(name: string): DocumentType | null {
  const extension = /\.([^.]+)$/.exec(name.trim().toLowerCase())?.[1] ?? ''
  return DOCUMENT_TYPES.find(({ extensions }) => extensions.includes(extension))?.type ?? null
}
