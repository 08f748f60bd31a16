import { assertSchemaCompatibility, runMigrations, SchemaMigrationRequiredError } from 'bullmq'
import { Client } from 'pg'

/** Makes or updates the tables of the queue; harmless when they are there. */
export async function migrateJobs(url: string): Promise<void> {
  await withClient(url, (client) => runMigrations(client))
}

export async function jobsNeedMigration(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    try {
      await assertSchemaCompatibility(client)
      return false
    } catch (error) {
      if (error instanceof SchemaMigrationRequiredError) return true
      throw error
    }
  })
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'rolecall-jobs' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
