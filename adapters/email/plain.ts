import { fragments, type Mail, plainText, type Reader, type Text } from '../../src/chat'
import { webAddress } from './web-address'

/** The text alternative: what a screen reader or a terminal shows. */
export function renderText(mail: Mail, reader: Reader): string {
  const parts = [
    mail.heading,
    ...mail.paragraphs.map((paragraph) => withAddresses(paragraph, reader)),
    mail.code,
    mail.action && actionLine(mail.action),
    `-- \n${withAddresses(mail.footer, reader)}`,
  ]
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`
}

function actionLine({ label, href }: { label: string; href: string }): string {
  const address = webAddress(href)
  return address ? `${label}:\n${address}` : label
}

function withAddresses(text: Text, reader: Reader): string {
  return fragments(text)
    .map((part) => {
      const plain = plainText([part], reader)
      const address = typeof part === 'object' && 'link' in part ? webAddress(part.href) : undefined
      return address && address !== plain ? `${plain} (${address})` : plain
    })
    .join('')
}
