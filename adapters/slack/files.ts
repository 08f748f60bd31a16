import type { GivenFile } from '../../src/chat'

/** What is read of a file: https://docs.slack.dev/reference/objects/file-object */
export interface SlackFile {
  id: string
  name?: string | null
  title?: string | null
  size?: number
}

/** Of files from another organisation Slack tells the id only; the rest comes to light when they are fetched. */
export const givenFiles = (files: readonly SlackFile[], tenant: string): GivenFile[] =>
  files.map(({ id, name, title, size }) => ({
    id,
    name: name || title || id,
    sizeBytes: size ?? 0,
    source: { platform: 'slack', tenant, address: id },
  }))
