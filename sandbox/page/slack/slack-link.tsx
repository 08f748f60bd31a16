import type { ReactNode } from 'react'

interface Props {
  href: string
  className: string
  children: ReactNode
}

/** The drawing library makes links of bare addresses, which Slack leaves alone; other links open in a new tab. */
export function SlackLink({ href, className, children }: Props) {
  if (href.startsWith('mailto:')) return children
  return (
    <a href={href} className={className} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
