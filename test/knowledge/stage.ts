import { type Rolecall, type TestUser, titleOf } from '../support/rolecall'

/** Uploads through the form, as people do in Slack; resolves to the ids of the chatbot's documents, by name. */
export async function upload(
  rolecall: Rolecall,
  user: TestUser,
  chatbotId: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Readonly<Record<string, string>>> {
  const given = Object.entries(files).map(([name, bytes]) => rolecall.file(name, bytes))
  await user.does(
    { kind: 'submit', submit: `knowledge.upload:${chatbotId}`, values: { files: given.map(({ id }) => id) } },
    undefined,
    { files: given },
  )
  return documentIds(rolecall, chatbotId)
}

/** As `upload`, and has it all read. */
export async function uploadAndRead(
  ...[rolecall, ...rest]: Parameters<typeof upload>
): Promise<Readonly<Record<string, string>>> {
  const ids = await upload(rolecall, ...rest)
  await rolecall.work()
  await rolecall.deliver()
  return ids
}

export async function documentIds(
  { db }: Pick<Rolecall, 'db'>,
  chatbotId: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await db.query('SELECT id, name FROM document WHERE base_id = $1 AND removed_at IS NULL', [
    chatbotId,
  ])
  return Object.fromEntries(rows.map(({ id, name }: { id: string; name: string }) => [name, id]))
}

/** Replaces a document by its form. */
export async function replaceWith(
  rolecall: Rolecall,
  user: TestUser,
  documentId: string,
  [name, bytes]: readonly [string, string],
): Promise<string> {
  const file = rolecall.file(name, bytes)
  await user.press(`knowledge.replace:${documentId}`)
  if (user.last.kind !== 'form') return titleOf(user.last)
  const { submit } = user.last.form
  return titleOf(
    await user.does({ kind: 'submit', submit, values: { files: [file.id] } }, undefined, { files: [file] }),
  )
}

export interface KeptVersion {
  number: number
  status: string
  progress: number
  problem: { code: string } | null
  chunks: number
}

export const versionsOf = ({ db }: Pick<Rolecall, 'db'>, documentId: string): Promise<KeptVersion[]> =>
  db.query(
    'SELECT number, status, progress, problem, chunks FROM document_version WHERE document_id = $1 ORDER BY number',
    [documentId],
  )

export async function passagesOf({ db }: Pick<Rolecall, 'db'>, documentId: string): Promise<string[]> {
  const rows = await db.query('SELECT text FROM chunk WHERE document_id = $1 ORDER BY version_id, position', [
    documentId,
  ])
  return rows.map(({ text }: { text: string }) => text)
}

export const currentVersion = async (
  { db }: Pick<Rolecall, 'db'>,
  documentId: string,
): Promise<number | null> =>
  (await db.query('SELECT current_version FROM document WHERE id = $1', [documentId]))[0]?.current_version ??
  null

export const versionIds = async ({ db }: Pick<Rolecall, 'db'>, documentId: string): Promise<string[]> =>
  (
    await db.query('SELECT id FROM document_version WHERE document_id = $1 ORDER BY number', [documentId])
  ).map(({ id }: { id: string }) => id)

/** Runs the job for one version, as a worker of its own would. */
export async function readNow({ parts }: Rolecall, versionId: string, signal = new AbortController().signal) {
  const job = parts.flatMap((part) => part.jobs ?? []).find(({ name }) => name === 'index-document')
  await job?.run({ versionId }, signal)
}
