/** Markup that is safe to send; only `html` makes it. */
export class Html {
  constructor(private readonly markup: string) {}
  toString(): string {
    return this.markup
  }
}

type Value = string | number | Html | null | undefined | false | readonly Value[]

/** Template tag: every value is escaped unless it is `Html` itself; null, undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((markup, words, index) => markup + render(values[index - 1]) + words))
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(render).join('')
  return escapeText(String(value))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
