export interface Page {
  status: number
  headers: Headers
  html: string
  /** What a reader sees, in one line. */
  text: string
}

/** A browser without script: keeps cookies, and sends a form with its hidden and chosen fields. */
export function createBrowser() {
  const cookies = new Map<string, string>()

  async function load(url: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, headers: { ...(cookie && { cookie }) } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const html = await response.text()
    return { status: response.status, headers: response.headers, html, text: readable(html) }
  }

  return {
    open: (url: string) => load(url),
    /** Presses a submit button of a form of the page, which posts to the page's own address. */
    submit: (url: string, page: Page, button: { name: string; value: string }) => {
      const forms = page.html.match(/<form[\s\S]*?<\/form>/g) ?? []
      const form = forms.find((each) => each.includes(`name="${button.name}" value="${button.value}"`))
      const sent =
        /type="hidden" name="([^"]+)" value="([^"]*)"|type="radio" name="([^"]+)" value="([^"]*)"[^>]* checked/g
      const fields = [...(form ?? page.html).matchAll(sent)].map(
        ([, hidden, value = '', radio = '', chosen = '']): [string, string] =>
          hidden === undefined ? [radio, chosen] : [hidden, value],
      )
      const body = new URLSearchParams([...fields, [button.name, button.value]])
      return load(url, { method: 'POST', body })
    },
  }
}

const readable = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
