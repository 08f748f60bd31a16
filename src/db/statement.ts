import type { DataSource } from 'typeorm'

const names = new Map<string, string>()
const texts = new Map<string, string>()

/** Runs SQL. */
export interface Queries {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>
}

/** Runs SQL; entities are read through `getRepository`. `wake` is called after a change that owes something to the outbox has been committed. */
export type Database = Pick<DataSource, 'query' | 'getRepository'> & { wake?: () => void }

/**
 * A named statement: PostgreSQL parses and plans it once per connection. Planning is most of what a small
 * statement costs, so everything on the path of an interaction goes through here.
 *
 * @throws where another text has that name: connections would mistake one for the other.
 */
export function statement<Row>(
  name: string,
  sql: string,
): (db: Queries, parameters: readonly unknown[]) => Promise<Row[]> {
  if ((texts.get(name) ?? sql) !== sql) throw new Error(`two statements are called ${name}`)
  texts.set(name, sql)
  names.set(sql, name)
  return async (db, parameters) => rowsOf(await db.query<Row[] | Changed<Row>>(sql, parameters as unknown[]))
}

/** What TypeORM answers to an UPDATE or DELETE that does not begin with WITH. */
type Changed<Row> = [rows: Row[], count: number]

const rowsOf = <Row>(answer: Row[] | Changed<Row>): Row[] =>
  Array.isArray(answer[0]) ? answer[0] : (answer as Row[])

/** The name under which a text was defined; the pg client asks for every query it sends. */
export const statementName = (sql: string) => names.get(sql)
