import { Client } from 'pg'
import type { Stage } from '../journeys/support'

/** Breaks something in the product's own database, as the owner of its tables: the product itself may not. */
export async function sabotage({ environment }: Pick<Stage, 'environment'>, sql: string): Promise<void> {
  const owner = new Client({ connectionString: environment.DATABASE_URL })
  await owner.connect()
  try {
    await owner.query(sql)
  } finally {
    await owner.end()
  }
}
