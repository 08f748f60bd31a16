import type { ChatUser } from '../chat'

/** What a change adds to the people it knows: a person, a proved address, a bound chat user; each only when given. */
export interface Newcomer {
  /** A new person; without it the address and identity go to `personId`. */
  name?: string
  personId: string
  /** Folded. */
  provedAddress?: string
  /**
   * The account whose Slack's word is all that speaks for the address and the chat user: they count only there (R21).
   * Without it more does, e.g. a mail.
   */
  confirmedIn?: string
  identity?: ChatUser & { id: string; name: string; locale: string; timeZone: string }
  /** The account in whose chat they are seen by this. */
  seenIn?: string
  /** The id of a chat user of `personId` for which more than Slack's word speaks now: it counts everywhere. */
  lifted?: string
}

/**
 * CTEs for `defineChange` that write a newcomer: `${newcomer(3, 4)}` reads the JSON of parameter $3 at moment $4.
 * A chat user who has meanwhile been bound to somebody else violates a unique index: the change is stale.
 */
export const newcomer = (parameter: number, moment: number) => `
given AS (
  SELECT * FROM jsonb_to_record($${parameter}::jsonb) AS row("personId" text, name text, "provedAddress" text,
    "confirmedIn" text, identity jsonb, "seenIn" text, lifted text)
), new_person AS (
  INSERT INTO person (id, name, created_at) SELECT "personId", name, $${moment} FROM given WHERE name IS NOT NULL
  ON CONFLICT (id) DO NOTHING
), new_address AS (
  INSERT INTO person_address AS known (person_id, address, verified_at, confirmed_in)
  SELECT "personId", "provedAddress", $${moment}, "confirmedIn" FROM given WHERE "provedAddress" IS NOT NULL
  ON CONFLICT (person_id, address) DO UPDATE SET confirmed_in = NULL, verified_at = excluded.verified_at
  WHERE known.confirmed_in IS NOT NULL AND excluded.confirmed_in IS NULL
), new_identity AS (
  INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at,
    confirmed_in)
  SELECT identity ->> 'id', "personId", identity ->> 'platform', identity ->> 'tenant', identity ->> 'userId',
    identity ->> 'name', identity ->> 'locale', identity ->> 'timeZone', $${moment}, $${moment}, "confirmedIn"
  FROM given WHERE identity IS NOT NULL
), seen AS (
  INSERT INTO activity (account_id, person_id, last_active_at)
  SELECT "seenIn", "personId", $${moment} FROM given WHERE "seenIn" IS NOT NULL
  ON CONFLICT (account_id, person_id) DO UPDATE SET last_active_at = excluded.last_active_at
), lifted_identity AS (
  UPDATE chat_identity SET confirmed_in = NULL FROM given
  WHERE id = lifted AND person_id = "personId" AND confirmed_in IS NOT NULL
), linked_again AS (
  DELETE FROM unlinked_identity USING given WHERE platform = identity ->> 'platform'
    AND tenant = identity ->> 'tenant' AND user_id = identity ->> 'userId'
), named AS (
  -- Who came by the mail's page is called by their address until a chat user tells their name.
  UPDATE person SET name = identity ->> 'name' FROM given
  WHERE person.id = "personId" AND identity IS NOT NULL
    AND EXISTS (SELECT 1 FROM person_address a WHERE a.person_id = person.id AND a.address = person.name)
)`
