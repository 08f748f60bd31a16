import type { DocumentType } from './document-type'
import { type ReadingFailure, Unreadable, unreadable } from './failure'
import { readDocx } from './office/read-docx'
import { readPptx } from './office/read-pptx'
import { readXlsx } from './office/read-xlsx'
import { readPdf } from './pdf/read-pdf'
import { recogniseFile, withType } from './recognise'
import type { Section } from './section'
import type { ReadSections } from './source'
import { readCsv } from './text/read-csv'
import { readHtml } from './text/read-html'
import { readMarkdown } from './text/read-markdown'
import { readPlain } from './text/read-plain'

/** What was read in the end. */
export interface Summary {
  type: DocumentType
  sections: number
  characters: number
}

const READERS: Record<DocumentType, ReadSections> = {
  pdf: readPdf,
  docx: readDocx,
  pptx: readPptx,
  xlsx: readXlsx,
  csv: readCsv,
  txt: readPlain,
  md: readMarkdown,
  html: readHtml,
}

/** Reads one file, handing over each section. @throws when the disk fails; what is wrong with the file is returned. */
export async function readDocument(
  { path, name, mostCharacters }: { path: string; name: string; mostCharacters: number },
  give: (section: Section, progress: number) => Promise<void>,
): Promise<Summary | ReadingFailure> {
  const file = await recogniseFile(path, name)
  if ('code' in file) return file
  const summary: Summary = { type: file.type, sections: 0, characters: 0 }
  let progress = 0
  const source = {
    path,
    sizeBytes: file.sizeBytes,
    progress: (done: number) => {
      progress = done
    },
  }
  try {
    for await (const section of READERS[file.type](source)) {
      summary.sections++
      summary.characters += section.text.length
      if (summary.characters > mostCharacters) throw unreadable({ code: 'tooLong', limit: mostCharacters })
      await give(section, progress)
    }
  } catch (error) {
    return failureOf(error, file.type)
  }
  return summary.sections > 0 ? summary : { code: 'noText', type: file.type, pages: null }
}

/** Parsers meet what nobody has foreseen: that is the file's fault, while the system's errors are not. */
function failureOf(error: unknown, type: DocumentType): ReadingFailure {
  if (error instanceof Unreadable) return withType(error.failure, type)
  if (error instanceof Error && !('syscall' in error)) return { code: 'broken', type, detail: error.message }
  throw error
}
