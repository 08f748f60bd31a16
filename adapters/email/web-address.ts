/** The address, when it is one a mail may link to: http or https. */
export function webAddress(href: string): string | undefined {
  const address = URL.canParse(href) ? new URL(href) : undefined
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined
}
