import type { FastifyReply } from 'fastify'
import { type Html, html } from './html'
import { STYLE_PATH } from './style'

export interface Page {
  title: string
  /** What stands below the title. */
  body: Html
  /** BCP 47; English unless told. */
  language?: string
  /** Tables need more room than words. */
  wide?: boolean
}

/** Answers with a whole page; it works without script and is kept by no cache. */
export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(draw(page).toString())
}

function draw({ title, body, language = 'en', wide = false }: Page): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Rolecall</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body${wide && html` class="wide"`}>
<header>Rolecall</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}
