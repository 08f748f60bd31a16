import type { MirrorGroup, MirrorState } from '../chat'
import { type MadeGroup, markOf, namesOf, type WantedGroup } from './mirror'

/** One thing to do so that the place shows what is wanted. */
export type Step =
  | { kind: 'take' | 'give'; group: MirrorGroup; userIds: readonly string[] }
  | { kind: 'remove'; group: MirrorGroup }
  | { kind: 'make'; made: MadeGroup }
  | { kind: 'restore'; group: MirrorGroup; names: readonly string[] }
  /** Keeps in mind what a run had made when it was broken off. */
  | { kind: 'adopt'; made: MadeGroup; group: MirrorGroup }
  /** Neither wanted nor there. */
  | { kind: 'forget'; made: MadeGroup }

/**
 * What is to be done, in the order in which it is safe: people lose a role before others get one, and nobody gets one to
 * which somebody has given permissions. Only groups that were made here are named.
 */
export function planSteps(
  wanted: readonly WantedGroup[],
  made: readonly MadeGroup[],
  { groups, members }: MirrorState,
  keepsEmpty: boolean,
): readonly Step[] {
  const wishes = new Map(wanted.map((wish) => [wish.source, wish]))
  const byId = new Map(groups.map((group) => [group.id, group]))
  const steps = made.flatMap((row): Step[] => {
    const wish = wishes.get(row.source)
    const known = row.groupId === null ? undefined : byId.get(row.groupId)
    const marked = groups.filter((group) => group.id !== known?.id && group.name === markOf(row))
    const [left] = known ? [] : marked
    const group = known ?? left
    return [
      ...marked.filter((other) => other !== left && other.active).map((other) => remove(other)),
      ...(left ? [{ kind: 'adopt' as const, made: row, group: left }] : []),
      ...(wish ? forWanted(wish, row, group, members, keepsEmpty) : forUnwanted(row, group)),
    ]
  })
  return ORDER.flatMap((kind) => steps.filter((step) => step.kind === kind))
}

const ORDER: readonly Step['kind'][] = ['adopt', 'take', 'remove', 'forget', 'make', 'restore', 'give']

const remove = (group: MirrorGroup): Step => ({ kind: 'remove', group })

function forUnwanted(made: MadeGroup, group: MirrorGroup | undefined): Step[] {
  if (!group) return [{ kind: 'forget', made }]
  return group.active ? [remove(group)] : []
}

function forWanted(
  wish: WantedGroup,
  made: MadeGroup,
  group: MirrorGroup | undefined,
  members: ReadonlySet<string>,
  keepsEmpty: boolean,
): Step[] {
  const wanted = wish.userIds.filter((userId) => members.has(userId))
  if (!group) return keepsEmpty || wanted.length > 0 ? [{ kind: 'make', made }] : []
  const isIn = new Set(group.userIds)
  const isWanted = new Set(wanted)
  const [out, missing] = [
    group.userIds.filter((userId) => !isWanted.has(userId)),
    wanted.filter((userId) => !isIn.has(userId)),
  ]
  const names = namesOf(wish, made)
  const left = { ...group, userIds: group.userIds.filter((userId) => isWanted.has(userId)) }
  // What becomes of a group that the platform switches off when nobody is left in it.
  const then = {
    ...left,
    active: group.active && (keepsEmpty || out.length === 0 || left.userIds.length > 0),
  }
  return [
    ...(out.length > 0 ? [{ kind: 'take' as const, group, userIds: out }] : []),
    ...(group.isRestored && names.includes(group.name) ? [] : [{ kind: 'restore' as const, group, names }]),
    ...(missing.length > 0 ? [{ kind: 'give' as const, group: then, userIds: missing }] : []),
  ]
}
