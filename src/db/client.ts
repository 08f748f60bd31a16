import { Client, types } from 'pg'
import { statementName } from './statement'

const TIMESTAMPTZ = 1184
const BIGINT = 20

/** Moments arrive as milliseconds since 1970, counts as numbers. */
const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return (value: string) => Date.parse(value)
    if (oid === BIGINT) return Number
    return types.getTypeParser(oid, format as 'text')
  },
}

/** A pg client that prepares the statements defined by `statement` under their names. */
export class NamingClient extends Client {
  override query: Client['query'] = ((config: unknown, values?: unknown, done?: unknown) => {
    const name = typeof config === 'string' ? statementName(config) : undefined
    const sent = name === undefined ? config : { name, text: config }
    return (super.query as (...args: unknown[]) => unknown).call(this, sent, values, done)
  }) as Client['query']
}

export const poolOptions = {
  Client: NamingClient,
  types: parsers,
  /** Called once for each new connection, before its first use. */
  verify: (client: Client, done: (error?: Error) => void) => {
    client.query(`${PLAN_ONCE}; ${ACT_AS_APPLICATION}`).then(
      () => done(),
      (error: Error) => done(error),
    )
  },
}

/**
 * PostgreSQL would plan a change anew every time, since its arrays are always shorter than the ten elements it assumes
 * when it does not know them; and planning costs more than running.
 */
const PLAN_ONCE = `SET plan_cache_mode = 'force_generic_plan'`

/** The application works as the role that may add to the audit but never change it (R18). */
const ACT_AS_APPLICATION = `SELECT set_config('role', 'rolecall_app', false) FROM pg_roles
  WHERE rolname = 'rolecall_app' AND pg_has_role(session_user, oid, 'MEMBER')
    AND has_table_privilege(oid, to_regclass('audit_entry'), 'INSERT')`
