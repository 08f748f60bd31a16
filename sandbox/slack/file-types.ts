interface FileType {
  filetype: string
  prettyType: string
  mediaType: string
  /** Slack keeps text as an editable snippet instead of a hosted file. */
  isSnippet: boolean
}

const office = 'application/vnd.openxmlformats-officedocument'

const type = (filetype: string, prettyType: string, mediaType: string, isSnippet = false): FileType => ({
  filetype,
  prettyType,
  mediaType,
  isSnippet,
})

/** By extension: https://docs.slack.dev/reference/objects/file-object#types */
const types: Record<string, FileType> = {
  csv: type('csv', 'CSV', 'text/csv', true),
  docx: type('docx', 'Word Document', `${office}.wordprocessingml.document`),
  gif: type('gif', 'GIF', 'image/gif'),
  htm: type('html', 'HTML', 'text/html', true),
  html: type('html', 'HTML', 'text/html', true),
  jpeg: type('jpg', 'JPEG', 'image/jpeg'),
  jpg: type('jpg', 'JPEG', 'image/jpeg'),
  md: type('markdown', 'Markdown (raw)', 'text/markdown', true),
  pdf: type('pdf', 'PDF', 'application/pdf'),
  png: type('png', 'PNG', 'image/png'),
  pptx: type('pptx', 'PowerPoint Presentation', `${office}.presentationml.presentation`),
  txt: type('text', 'Plain Text', 'text/plain', true),
  xlsx: type('xlsx', 'Excel Spreadsheet', `${office}.spreadsheetml.sheet`),
  zip: type('zip', 'Zip', 'application/zip'),
}

const unknown = type('binary', 'Binary', 'application/octet-stream')

export const extensionOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

export const fileTypeOf = (name: string): FileType => types[extensionOf(name)] ?? unknown
