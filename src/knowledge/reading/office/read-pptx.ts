import { unreadable } from '../failure'
import type { Section } from '../section'
import { SectionWriter } from '../section-writer'
import type { Source } from '../source'
import { type Archive, openArchive } from './archive'
import { mainPart, relationshipsOf } from './relationships'
import { readSlide } from './slide'
import { readXml } from './xml'

const MOST_SLIDES = 5_000

/** The slides that are shown, in their order, each with its title as heading and the speaker's notes after it. */
export async function* readPptx({ path, progress }: Source): AsyncGenerator<Section> {
  const archive = await openArchive(path)
  try {
    const slides = await listSlides(archive)
    if (slides.length > MOST_SLIDES)
      throw unreadable({ code: 'tooManyPages', pages: slides.length, limit: MOST_SLIDES })
    for (const [index, part] of slides.entries()) {
      yield* await sectionsOf(archive, part, index + 1)
      progress((index + 1) / slides.length)
    }
  } finally {
    archive.close()
  }
}

async function sectionsOf(archive: Archive, part: string, slide: number): Promise<Section[]> {
  const sections: Section[] = []
  const writer = new SectionWriter((section) => sections.push(section))
  const { title, blocks, hidden } = await readSlide(archive, part)
  if (hidden) return []
  const place = { slide }
  writer.heading(1, title, place)
  for (const block of blocks)
    if (typeof block === 'string') writer.paragraph(block, place)
    else writer.table(block, true, place)
  const notes = (await relationshipsOf(archive, part)).find(({ kind }) => kind === 'notesSlide')
  if (notes)
    for (const block of (await readSlide(archive, notes.part)).blocks)
      if (typeof block === 'string') writer.paragraph(block, place)
  writer.end()
  return sections
}

async function listSlides(archive: Archive): Promise<string[]> {
  const main = await mainPart(archive)
  if (!main) throw unreadable({ code: 'broken', type: 'pptx', detail: 'no main part' })
  const parts = new Map((await relationshipsOf(archive, main)).map(({ id, part }) => [id, part]))
  const order: string[] = []
  await readXml(archive, main, {
    open: (name, attributes) => {
      const part = name === 'sldId' ? parts.get(attributes['r:id'] ?? '') : undefined
      if (part) order.push(part)
    },
  })
  return order
}
