const mebibyte = 1_048_576
const largestBytes = 100 * mebibyte

/** Hands files to the sandbox, which gives ids to send along with a message or a form. Rejects with the reason. */
export const upload = (files: File[]): Promise<string[]> => Promise.all(files.map(uploadOne))

async function uploadOne(file: File): Promise<string> {
  if (file.size > largestBytes) throw new Error(`${file.name} is larger than ${largestBytes / mebibyte} MB.`)
  const response = await fetch(`/sandbox/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  })
  if (!response.ok) throw new Error(await response.text())
  const { id } = await response.json()
  return id
}

/** A document for whoever has none at hand. */
export async function fetchHandbook(): Promise<File> {
  const response = await fetch('/sandbox/team-handbook.md')
  if (!response.ok) throw new Error(await response.text())
  return new File([await response.blob()], 'team-handbook.md', { type: 'text/markdown' })
}
