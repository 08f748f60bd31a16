import type { Archive } from './archive'
import { readXml } from './xml'

/** What a paragraph is by its style: a heading of a level, an entry of a list of contents, or part of a list. */
export interface StyleRole {
  level?: number
  contents?: boolean
  bullet?: boolean
}

interface Style extends StyleRole {
  basedOn?: string
}

/** Roles by the id of the style. Names of built-in styles are English in every language of Word. */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
): Promise<Map<string, StyleRole>> {
  const styles = new Map<string, Style>()
  if (!part) return styles
  let current: Style = {}
  await readXml(archive, part, {
    open: (name, { type, styleId, val = '' }) => {
      if (name === 'style') {
        current = {}
        if (type === 'paragraph' && styleId) styles.set(styleId, current)
      } else if (name === 'name') Object.assign(current, roleByName(val))
      else if (name === 'basedOn') current.basedOn = val
      else if (name === 'outlineLvl' && Number(val) < 9) current.level = Number(val) + 1
      else if (name === 'numPr') current.bullet = true
    },
  })
  return new Map([...styles.keys()].map((id) => [id, inherit(styles, id)]))
}

function roleByName(name: string): StyleRole {
  const heading = /^heading (\d)$/i.exec(name)
  if (heading) return { level: Number(heading[1]) }
  if (/^title$/i.test(name)) return { level: 0 }
  return /^(toc|contents|table of figures|index) ?(\d|heading)?/i.test(name) ? { contents: true } : {}
}

/** The number of steps ends styles that are based on each other. */
function inherit(styles: ReadonlyMap<string, Style>, id: string): StyleRole {
  const chain: Style[] = []
  for (let at: string | undefined = id; at && chain.length < 20; at = styles.get(at)?.basedOn) {
    const style = styles.get(at)
    if (style) chain.push(style)
  }
  return Object.assign({}, ...chain.reverse())
}
