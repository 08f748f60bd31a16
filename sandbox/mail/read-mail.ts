import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { simpleParser } from 'mailparser'
import type { SeenMail } from './seen-mail'

export async function readMail(source: Readable, recipients: string[], at: number): Promise<SeenMail> {
  const parsed = await simpleParser(source)
  const html = parsed.html || ''
  const text = parsed.text ?? ''
  return {
    id: parsed.messageId ?? randomUUID(),
    to: recipients,
    from: parsed.from?.text ?? '',
    subject: parsed.subject ?? '',
    text,
    html,
    links: linksIn(html, text),
    files: parsed.attachments.map(({ filename = '', size }) => ({ name: filename, sizeBytes: size })),
    at,
  }
}

function linksIn(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/\shref="(https?:[^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  const inText = text.match(/https?:\/\/[^\s<>"\])]+(?<![.,;:!?])/g) ?? []
  return [...new Set([...inHtml, ...inText])]
}
