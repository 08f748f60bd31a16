import { cleanLine } from '../clean'
import type { Pdf } from './open-pdf'

export interface Bookmark {
  title: string
  /** 1 is the highest. */
  level: number
}

type Entry = Awaited<ReturnType<Pdf['getOutline']>>[number]

const MOST_BOOKMARKS = 5_000
const MOST_LEVELS = 4

/** The bookmarks of a document by the number of the page they lead to, in order. */
export async function readOutline(pdf: Pdf): Promise<ReadonlyMap<number, Bookmark[]>> {
  const byPage = new Map<number, Bookmark[]>()
  const outline: Entry[] = (await pdf.getOutline().catch(() => null)) ?? []
  let left = MOST_BOOKMARKS
  const walk = async (entries: readonly Entry[], level: number): Promise<void> => {
    for (const { title, dest, items } of entries) {
      if (left-- <= 0) return
      const text = cleanLine(title)
      const page = await pageOf(pdf, dest)
      if (page !== null && text !== '')
        byPage.set(page, [...(byPage.get(page) ?? []), { title: text, level }])
      if (level < MOST_LEVELS) await walk(items, level + 1)
    }
  }
  await walk(outline, 1)
  return byPage
}

/** A damaged bookmark leads nowhere. */
async function pageOf(pdf: Pdf, dest: Entry['dest']): Promise<number | null> {
  try {
    const [target] = (typeof dest === 'string' ? await pdf.getDestination(dest) : dest) ?? []
    if (typeof target === 'number') return target + 1
    return target ? (await pdf.getPageIndex(target)) + 1 : null
  } catch {
    return null
  }
}

/** Its letters and digits only, without its number: bookmarks often leave out the number that the page has. */
export const bareTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/^(?:chapter|section|kapitel|abschnitt)?\s*[\d.]+[.:)]?\s*/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
