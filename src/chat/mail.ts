import type { Reader, Text } from './text'
import type { OutgoingFile } from './view'

/** A mail as data; `adapters/email` makes HTML and plain text of it. */
export interface Mail {
  subject: string
  /** First line inside the mail. */
  heading: string
  /** One paragraph each, in order. */
  paragraphs: readonly Text[]
  /** The one thing to do. */
  action?: { label: string; href: string }
  /** Shown large and selectable, e.g. a one-time code. */
  code?: string
  files?: readonly OutgoingFile[]
  /** Small print: why the person gets this mail. */
  footer: Text
}

export interface Mailer {
  /**
   * `key` names the mail (it becomes the Message-ID), so that a repeated sending can be recognised by mail systems.
   * Resolves when the server has taken it; `{ ok: false }` when it refuses the address for good.
   * @throws TryLater when it may work later
   */
  send(
    to: string,
    mail: Mail,
    reader: Reader,
    key: string,
  ): Promise<{ ok: true } | { ok: false; why: string }>
}
