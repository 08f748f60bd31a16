import type { Archive } from './archive'
import { readXml } from './xml'

export interface Slide {
  title: string
  /** Paragraphs, and tables as rows of cells. */
  blocks: (string | string[][])[]
  hidden: boolean
}

/** Numbers of slides, dates and footers, which repeat; and the picture of the slide on its notes. */
const REPEATED = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg'])

export async function readSlide(archive: Archive, part: string): Promise<Slide> {
  const slide: Slide = { title: '', blocks: [], hidden: false }
  let placeholder = ''
  let paragraph = ''
  let bullet = false
  let table: string[][] | null = null
  let cell: string | null = null
  let inText = false
  await readXml(archive, part, {
    open: (name, { type = '', show, char }) => {
      if (name === 'sld' && (show === '0' || show === 'false')) slide.hidden = true
      else if (name === 'sp') placeholder = ''
      else if (name === 'ph') placeholder = type
      else if (name === 'tbl') table = []
      else if (name === 'tr') table?.push([])
      else if (name === 'tc') cell = ''
      else if (name === 'p') paragraph = ''
      else if (name === 'br') paragraph += '\n'
      else if (name === 'buAutoNum' || (name === 'buChar' && char)) bullet = true
      else if (name === 't') inText = true
    },
    text: (text) => {
      if (inText) paragraph += text
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'tc') {
        table?.at(-1)?.push(cell ?? '')
        cell = null
      } else if (name === 'tbl') {
        if (table) slide.blocks.push(table)
        table = null
      } else if (name === 'p') {
        if (cell !== null) cell += `${paragraph}\n`
        else if (placeholder === 'title' || placeholder === 'ctrTitle') slide.title += ` ${paragraph}`
        else if (paragraph.trim() !== '' && !REPEATED.has(placeholder))
          slide.blocks.push(bullet ? `- ${paragraph}` : paragraph)
        bullet = false
      }
    },
  })
  return slide
}
