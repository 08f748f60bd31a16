import { DAY_MS } from '../../src/clock'

export interface Person {
  personId: string
  accountId: string
  address: string
}

export interface Invited {
  teamId: string
  personId: string
  role: Role
  open: boolean
  until: number
}

export type Role = 'owner' | 'admin' | 'member'

/** What ought to be: who is in which team with which role, and which invitations wait. */
export class Model {
  /** Living teams only. */
  readonly teams = new Map<string, Map<string, Role>>()
  readonly invitations = new Map<string, Invited>()
  /** Memberships by their id, also those that have ended. */
  readonly memberships = new Map<string, { teamId: string; personId: string; ended: boolean }>()

  roleIn(teamId: string, { personId }: Pick<Person, 'personId'>): Role | undefined {
    return this.teams.get(teamId)?.get(personId)
  }

  manages(teamId: string, person: Person): boolean {
    return ['owner', 'admin'].includes(this.roleIn(teamId, person) ?? '')
  }

  waits(teamId: string, personId: string, now: number): boolean {
    return [...this.invitations.values()].some(
      (each) => each.teamId === teamId && each.personId === personId && each.open && now < each.until,
    )
  }

  mayInvite(actor: Person, teamId: string, invitee: Person, now: number): boolean {
    return (
      this.manages(teamId, actor) &&
      actor !== invitee &&
      !this.roleIn(teamId, invitee) &&
      !this.waits(teamId, invitee.personId, now)
    )
  }

  mayAnswer(actor: Person, invited: Invited, now: number): boolean {
    return invited.open && now < invited.until && invited.personId === actor.personId
  }

  /** Open ones always, expired ones unless a newer one waits (R16, R17). */
  mayResend(actor: Person, invited: Invited, now: number): boolean {
    const { teamId, personId } = invited
    const room = now < invited.until || !this.waits(teamId, personId, now)
    return invited.open && this.manages(teamId, actor) && !this.roleIn(teamId, invited) && room
  }

  resend(invited: Invited, now: number): void {
    invited.until = now + 7 * DAY_MS
  }

  /** The owner is protected, and who is gone cannot be changed. */
  mayChange(actor: Person, membershipId: string): boolean {
    const target = this.memberships.get(membershipId)
    if (!target || target.ended) return false
    return this.manages(target.teamId, actor) && this.roleIn(target.teamId, target) !== 'owner'
  }

  join(membershipId: string, teamId: string, personId: string, role: Role): void {
    this.memberships.set(membershipId, { teamId, personId, ended: false })
    const team = this.teams.get(teamId) ?? new Map<string, Role>()
    this.teams.set(teamId, team.set(personId, role))
  }

  end(teamId: string, personId: string): void {
    this.teams.get(teamId)?.delete(personId)
    for (const each of this.memberships.values())
      if (each.teamId === teamId && each.personId === personId) each.ended = true
  }

  endTeam(teamId: string): void {
    for (const personId of this.teams.get(teamId)?.keys() ?? []) this.end(teamId, personId)
    this.teams.delete(teamId)
    for (const each of this.invitations.values()) if (each.teamId === teamId) each.open = false
  }

  /** One line for each membership, to be compared with the database. */
  lines(): string[] {
    return [...this.teams]
      .flatMap(([teamId, people]) => [...people].map(([personId, role]) => `${teamId} ${personId} ${role}`))
      .sort()
  }
}
