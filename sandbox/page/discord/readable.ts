const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  :host .discord-message-timestamp.discord-message-timestamp,
  :host .discord-message-edited.discord-message-edited {
    color: light-dark(#5c5e66, #a9acb3);
  }
`)

/** Times and "(edited)" in the drawing library's shadow root are too pale to read. */
export function makeReadable(message: HTMLElement | null): void {
  const root = message?.shadowRoot
  if (root && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
}
