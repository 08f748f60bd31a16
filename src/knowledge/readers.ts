import { foldAddress } from '../people'

/** Somebody who may read a restricted document. `name`: of the team. */
export type DocumentReader =
  | { kind: 'address' | 'domain'; value: string }
  | { kind: 'team'; value: string; name: string }

export interface TeamName {
  id: string
  name: string
}

export const MOST_READERS = 50

/** What is not seen comes along when an address is copied out of a chat. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** What was typed, one on each line; addresses and domains may also stand beside each other. */
export const readerLines = (typed: string): readonly string[] =>
  typed
    .replace(INVISIBLE, '')
    .split('\n')
    .flatMap((line) => (line.includes('@') ? line.split(/[,;\s]+/) : [line]))
    .map((line) => line.trim())
    .filter((line) => line !== '')

/**
 * Reads lines as addresses, `*@domain`, and teams by name or id; `teams` are those that may be named. What fits none of
 * them, or several teams, is `unread`.
 */
export function readReaders(
  lines: readonly string[],
  teams: readonly TeamName[],
): { readers: readonly DocumentReader[]; unread: readonly string[] } {
  const readers = new Map<string, DocumentReader>()
  const unread: string[] = []
  for (const line of lines) {
    const reader = readLine(line, teams)
    if (reader) readers.set(`${reader.kind} ${reader.value}`, reader)
    else unread.push(line)
  }
  return { readers: [...readers.values()], unread }
}

function readLine(line: string, teams: readonly TeamName[]): DocumentReader | null {
  const named = teams.filter(({ id, name }) => id === line || name.toLowerCase() === line.toLowerCase())
  const [only, ...others] = named
  if (only && others.length === 0) return { kind: 'team', value: only.id, name: only.name }
  // `*` stands for a whole name and nothing less (F116).
  if (line.startsWith('*@')) {
    const [, domain = ''] = foldAddress(`x${line.slice(1)}`)?.split('@') ?? []
    return domain === '' ? null : { kind: 'domain', value: domain }
  }
  const address = line.includes('*') ? null : foldAddress(line)
  return address === null ? null : { kind: 'address', value: address }
}

/** As it is typed and shown. */
export function readerWords(reader: DocumentReader): string {
  switch (reader.kind) {
    case 'address':
      return reader.value
    case 'domain':
      return `*@${reader.value}`
    case 'team':
      return reader.name
  }
}

/** Whether somebody with these proved addresses, in these teams, is among them (F115, F116). */
export function includesSomebody(
  readers: readonly DocumentReader[],
  { addresses, teamIds }: { addresses: readonly string[]; teamIds: readonly string[] },
): boolean {
  return readers.some(({ kind, value }) => {
    if (kind === 'team') return teamIds.includes(value)
    return addresses.some((address) => (kind === 'address' ? address : domainOf(address)) === value)
  })
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
