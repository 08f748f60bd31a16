import type { Person } from './person-context'

/** Where the sandbox gives out what this person sees. */
export function fileAddress({ platform, userId }: Pick<Person, 'platform' | 'userId'>, id: string): string {
  return `/sandbox/file?${new URLSearchParams({ platform, as: userId, id })}`
}
