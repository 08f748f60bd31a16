import { unreadable } from '../failure'
import type { Section } from '../section'
import { SectionWriter } from '../section-writer'
import type { Source } from '../source'
import { openArchive } from './archive'
import { mainPart, relationshipsOf } from './relationships'
import { readStyles } from './styles'
import { WordText } from './word-text'
import { walkXml } from './xml'

/** The text of a Word file, then its notes. Headers, footers, comments, hidden and deleted text are not part of it. */
export async function* readDocx({ path, progress }: Source): AsyncGenerator<Section> {
  const archive = await openArchive(path)
  try {
    const main = await mainPart(archive)
    if (!main) throw unreadable({ code: 'broken', type: 'docx', detail: 'no main part' })
    const related = await relationshipsOf(archive, main)
    const partOf = (kind: string) => related.find((one) => one.kind === kind)?.part
    const styles = await readStyles(archive, partOf('styles'))
    const parts = [main, partOf('footnotes'), partOf('endnotes')].filter((part) => part !== undefined)
    const total = parts.reduce((sum, part) => sum + archive.sizeOf(part), 1)
    let unpacked = 0
    for (const part of parts) {
      let sections: Section[] = []
      const writer = new SectionWriter((section) => sections.push(section))
      for await (const bytes of walkXml(archive, part, new WordText(writer, styles))) {
        unpacked += bytes
        progress(Math.min(1, unpacked / total))
        yield* sections
        sections = []
      }
      writer.end()
      yield* sections
    }
  } finally {
    archive.close()
  }
}
