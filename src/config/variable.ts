import { z } from 'zod'

/** One environment variable: how it is read, and what the README says of it. */
export interface Variable<T = unknown> {
  /** Its messages continue a sentence that begins with the name: "must be …". */
  schema: z.ZodType<T>
  example: string
  means: string
  /** What the README shows as default; nothing for variables that are simply not set. */
  default?: string
  /** Never repeated in messages or logs. */
  secret?: true
}

export const variable = <T>(declaration: Variable<T>) => declaration

export const secret = z.string().regex(/^\S+$/, 'must not contain spaces')
export const words = (message: string) => z.string().regex(/\S/, message)

export const address = (protocols: readonly string[], message: string) =>
  z.string().refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname } = new URL(text)
    return protocols.includes(protocol) && hostname !== ''
  }, message)

const ENDPOINT = 'must be an http or https address without user name, password and question mark'
/** Without slashes at the end. */
export const endpoint = address(['http:', 'https:'], ENDPOINT)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { username, password, search, hash } = new URL(text)
    return username + password + search + hash === ''
  }, ENDPOINT)
  .transform((text) => text.replace(/\/+$/, ''))

export const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,8}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
}

export const port = wholeNumber(0, 65_535)
