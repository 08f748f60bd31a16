import { posix } from 'node:path'
import type { Archive } from './archive'
import { readXml } from './xml'

export interface Relationship {
  id: string
  /** The last word of its type: `slide`, `notesSlide`, `sharedStrings`. */
  kind: string
  /** Name of the part in the archive. */
  part: string
}

/** What a part refers to inside of the file; what lies outside is never looked at. */
export async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part)
  const listed = posix.join(dir, '_rels', `${base}.rels`)
  if (!archive.has(listed)) return []
  const found: Relationship[] = []
  await readXml(archive, listed, {
    open: (name, { Id, Type = '', Target, TargetMode, 'r:id': other }) => {
      const id = Id ?? other
      if (name !== 'Relationship' || TargetMode === 'External' || !Target || !id) return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
      found.push({ id, kind: Type.slice(Type.lastIndexOf('/') + 1), part: target })
    },
  })
  return found.filter(({ part }) => archive.has(part))
}

/** The part that a reader begins with: https://learn.microsoft.com/office/open-xml/word/structure-of-a-wordprocessingml-document */
export async function mainPart(archive: Archive): Promise<string | null> {
  const all = await relationshipsOf(archive, '')
  return all.find(({ kind }) => kind === 'officeDocument')?.part ?? null
}
