/** The one HTTP server, and what a feature needs for pages: `html`, `sendPage`, and `csrfField` in every form. */
export { cardBody } from './card-body'
export { csrfField } from './csrf'
export { Html, html } from './html'
export { choosePort } from './listen'
export { type Page, sendPage } from './page'
export { createWeb, type SandboxPage, type Web } from './server'
