/** Keeps the bytes of documents. Keys are ids of ours. */
export interface FileStore {
  /** Takes the place of what was kept under the key. */
  write(key: string, content: AsyncIterable<Uint8Array>): Promise<void>
  /** @throws Error when nothing is kept under the key */
  read(key: string): AsyncIterable<Uint8Array>
  /** Nothing happens when nothing was kept. */
  remove(key: string): Promise<void>
}
