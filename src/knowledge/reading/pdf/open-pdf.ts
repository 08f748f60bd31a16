import { readFile } from 'node:fs/promises'
import { getDocumentProxy } from 'unpdf'
import { unreadable } from '../failure'

export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
export type PdfPage = Awaited<ReturnType<Pdf['getPage']>>

export const MOST_PAGES = 5_000

/** @throws Unreadable when it is broken, needs a password, or has too many pages. */
export async function openPdf(path: string): Promise<Pdf> {
  const bytes = new Uint8Array(await readFile(path))
  const pdf = await getDocumentProxy(bytes, {
    // 0 is "errors only"; https://mozilla.github.io/pdf.js/api/draft/module-pdfjsLib.html
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
  }).catch((error: unknown) => {
    throw unreadable(
      error instanceof Error && error.name === 'PasswordException'
        ? { code: 'encrypted', type: 'pdf' }
        : { code: 'broken', type: 'pdf', detail: String(error) },
    )
  })
  if (pdf.numPages > MOST_PAGES)
    throw unreadable({ code: 'tooManyPages', pages: pdf.numPages, limit: MOST_PAGES })
  return pdf
}
