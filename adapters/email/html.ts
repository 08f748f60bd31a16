import { type Fragment, fragments, type Mail, plainText, type Reader, type Text } from '../../src/chat'
import { webAddress } from './web-address'

/** Mail programs drop style sheets, so what matters is inline; the sheet only adds the dark colours. */
const styles = {
  body: 'margin:0;padding:24px;background:#f5f5f4;font:16px/1.55 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;color:#1c1917',
  card: 'max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e7e5e4;border-radius:12px',
  heading: 'margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:650',
  paragraph: 'margin:0 0 16px',
  button:
    'display:inline-block;margin:8px 0 24px;padding:12px 22px;background:#4338ca;color:#ffffff;border-radius:8px;font-weight:600;text-decoration:none',
  code: 'display:inline-block;margin:0 0 20px;padding:10px 16px;background:#f5f5f4;border:1px solid #e7e5e4;border-radius:8px;font:600 26px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:3px;user-select:all',
  footer: 'margin:16px 0 0;padding-top:16px;border-top:1px solid #e7e5e4;font-size:13px;color:#6b645e',
  link: 'color:#4338ca',
}

const darkSheet = `@media (prefers-color-scheme: dark) {
  .page { background: #171514 !important; color: #f5f5f4 !important }
  .card { background: #211f1d !important; border-color: #3b3734 !important }
  .code { background: #171514 !important; border-color: #3b3734 !important }
  .small { color: #a8a29e !important; border-color: #3b3734 !important }
  .link { color: #a5b4fc !important }
}`

export function renderHtml(mail: Mail, reader: Reader): string {
  const paragraphs = mail.paragraphs.map((each) => paragraph(inline(each, reader)))
  return `<!doctype html>
<html lang="${escapeHtml(reader.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(mail.subject)}</title>
<style>${darkSheet}</style>
</head>
<body class="page" style='${styles.body}'>
<main class="card" style="${styles.card}">
<h1 style="${styles.heading}">${escapeHtml(mail.heading)}</h1>
${paragraphs.join('\n')}
${mail.code === undefined ? '' : `<div class="code" style="${styles.code}">${escapeHtml(mail.code)}</div>`}
${mail.action ? button(mail.action) : ''}
<p class="small" style="${styles.footer}">${inline(mail.footer, reader)}</p>
</main>
</body>
</html>`
}

const paragraph = (html: string) => `<p style="${styles.paragraph}">${html}</p>`

function button({ label, href }: { label: string; href: string }): string {
  const address = webAddress(href)
  if (!address) return paragraph(`<strong>${escapeHtml(label)}</strong>`)
  return `<div><a href="${escapeHtml(address)}" style="${styles.button}">${escapeHtml(label)}</a></div>`
}

function inline(text: Text, reader: Reader): string {
  return fragments(text)
    .map((part) => fragment(part, reader))
    .join('')
}

function fragment(part: Fragment, reader: Reader): string {
  const words = escapeHtml(plainText([part], reader)).replaceAll('\n', '<br>')
  if (typeof part === 'string') return words
  if ('bold' in part) return `<strong>${words}</strong>`
  if ('code' in part || 'command' in part) return `<code>${words}</code>`
  const address = 'link' in part ? webAddress(part.href) : undefined
  return address ? `<a class="link" href="${escapeHtml(address)}" style="${styles.link}">${words}</a>` : words
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
