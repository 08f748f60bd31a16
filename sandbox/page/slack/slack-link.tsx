import type { ReactNode } from 'react'

/** A link that opens in a new tab. */
export function SlackLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^(https?|mailto|slack):/.test(href)) return children
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
