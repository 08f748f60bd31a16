import type { FileSource } from './interaction'
import type { Place } from './place'

/** A message that somebody said in a place, as the platform gives it back. */
export interface SpokenMessage {
  author: string
  text: string
}

/** What a platform keeps and hands out when asked. */
export interface ContentReader {
  /**
   * What people said before this message where it stands, oldest first; bots left out. Empty when the platform does
   * not let us read there. @throws TryLater
   */
  recent(place: Place, beforeMessageId: string, limit: number): Promise<readonly SpokenMessage[]>
  /**
   * The bytes of a file, fetched from the platform's own host only. Breaks off beyond `maxBytes`.
   * @throws FileUnavailable, TryLater
   */
  file(source: FileSource, maxBytes: number): AsyncIterable<Uint8Array>
}

/** The platform does not hand the file out, and trying again will not help. */
export class FileUnavailable extends Error {
  constructor(readonly why: 'gone' | 'tooLarge' | 'disconnected') {
    super(`the file is not available: ${why}`)
    this.name = 'FileUnavailable'
  }
}
