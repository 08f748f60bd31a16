/** A file on the platform's side. */
export interface StoredFile {
  id: string
  /** The channel it was uploaded in: part of its address. */
  channelId: string
  filename: string
  /** The name as it was uploaded, without its ending, where `filename` could not keep it. */
  title?: string
  description?: string
  contentType?: string
  bytes: Buffer
}
