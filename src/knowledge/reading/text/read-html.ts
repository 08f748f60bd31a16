import type { Section } from '../section'
import { countBytes, type Source } from '../source'
import { detectEncoding, readText } from './encoding'
import { HtmlSections } from './html-sections'

export async function* readHtml(source: Source): AsyncGenerator<Section> {
  const html = new HtmlSections()
  for await (const piece of readText(source.path, await detectEncoding(source.path), countBytes(source)))
    yield* html.take(piece)
  yield* html.end()
}
