import type { Card, Reader } from '../chat'

/** A kind of thing whose posted messages are redrawn when it changes. Each feature declares its own. */
export interface CardKind {
  /** As in `CardSubject.type` and in `OwedRow.name` of a refresh. */
  type: string
  /**
   * Draws the present state from the database; `personId` is whom the copy is worded for, null in a channel.
   * Null: the thing is gone and the copy stays as it is.
   */
  draw(id: string, view: string, reader: Reader, personId: string | null): Promise<Card | null>
}
