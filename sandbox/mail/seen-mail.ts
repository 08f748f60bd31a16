export interface SeenMail {
  id: string
  /** Addresses of the envelope: where it really went. */
  to: string[]
  from: string
  subject: string
  text: string
  html: string
  /** Every http address in the mail, in reading order, once each. */
  links: string[]
  /** What is attached to it. */
  files: { name: string; sizeBytes: number }[]
  /** When it arrived, in milliseconds since 1970 by the sandbox clock. */
  at: number
}

/** A mail that was sent again has the same id. */
export const mailKey = ({ id, at }: SeenMail) => `${id} ${at}`
