/** Handles are short; Slack's pages name no limit, its own form one of 21 characters. */
const LONGEST = 21

/**
 * Handles for a user group, the one to try first in front: "must be unique among channels, users and User Groups".
 * https://docs.slack.dev/reference/methods/usergroups.create#arguments
 */
export function handlesOf({ id, name }: { id: string; name: string }): readonly string[] {
  const tail = id.slice(-5).toLowerCase()
  const base = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
  const short = trim(base, LONGEST)
  return [...(short === '' ? [] : [short]), `${trim(base, LONGEST - 6) || 'group'}-${tail}`]
}

const trim = (handle: string, length: number) => handle.replace(/^-+/, '').slice(0, length).replace(/-+$/, '')
