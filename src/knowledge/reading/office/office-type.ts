import type { DocumentType } from '../document-type'
import { openArchive } from './archive'
import { mainPart } from './relationships'
import { readXml } from './xml'

/** By the content type of the main part: https://learn.microsoft.com/openspecs/office_standards/ms-oe376 */
const MAIN_PARTS: readonly [DocumentType, string, RegExp][] = [
  ['docx', 'wordprocessingml.document.main', /wordprocessingml|ms-word/],
  ['pptx', 'presentationml.presentation.main', /presentationml|ms-powerpoint/],
  ['xlsx', 'spreadsheetml.sheet.main', /spreadsheetml|ms-excel/],
]

export type ZipContent = { type: DocumentType } | { found: string; saveAs: DocumentType | null }

/** What a ZIP file is by what is inside. Templates and files with macros are named by the type to save them as. */
export async function typeOfZip(path: string): Promise<ZipContent> {
  const archive = await openArchive(path)
  try {
    if (!archive.has('[Content_Types].xml')) return { found: 'zip', saveAs: openDocument(archive.names) }
    const part = await mainPart(archive)
    let contentType = ''
    await readXml(archive, '[Content_Types].xml', {
      open: (name, { PartName, ContentType = '' }) => {
        if (name === 'Override' && PartName?.toLowerCase() === `/${part}`.toLowerCase())
          contentType = ContentType
      },
    })
    for (const [type, exact, family] of MAIN_PARTS) {
      if (contentType.includes(exact)) return { type }
      if (family.test(contentType)) return { found: `${type.slice(0, 3)}m`, saveAs: type }
    }
    return { found: 'zip', saveAs: null }
  } finally {
    archive.close()
  }
}

/** OpenDocument and iWork can be saved in our types, but a bare archive cannot. */
function openDocument(names: readonly string[]): DocumentType | null {
  return names[0] === 'mimetype' && names.includes('content.xml') ? 'docx' : null
}
