import { crosses, isTiny, type Packed, type Pile, pileUp, toChunk } from './pile'
import type { Section } from './section'
import { splitText } from './split'

/** Characters. Chunks end at `target`, and grow to `most` where that saves a crumb. */
export interface Sizes {
  target: number
  most: number
}

/** A header takes at most this share of a chunk from the rows. */
const HEADER_SHARE = 3

/** Puts sections together to chunks, holding one back so that no crumb is left behind it. */
export class Packer {
  private held: Pile | null = null
  private last: Pile | null = null

  constructor(private readonly sizes: Sizes) {}

  /** The chunks that are complete now. */
  add({ text, place, header }: Section): Packed[] {
    const names = header === undefined ? null : this.shorten(header)
    const room = this.sizes.most - (names ? names.length + 1 : 0)
    const parts = text.length > room ? splitText(text, Math.min(room, this.sizes.target)) : [text]
    return parts.flatMap((body) => this.put({ lead: '', body, place, header: names }))
  }

  end(): Packed[] {
    const joined = this.held && this.last && this.joinCrumb(this.held, this.last)
    const piles = joined ? [joined] : [this.held, this.last]
    this.held = null
    this.last = null
    return piles.filter((pile) => pile !== null).map(toChunk)
  }

  private put(next: Pile): Packed[] {
    const { last } = this
    if (last && crosses(last.place, next.place)) return this.cross(last, next)
    const joined = last && (pileUp(last, next, this.sizes.target) ?? this.joinCrumb(last, next, last))
    if (joined) {
      this.last = joined
      return []
    }
    const done = this.held
    this.held = last
    this.last = next
    return done ? [toChunk(done)] : []
  }

  /** A crumb goes to what is before it; else, unless it stands on a sheet or slide of its own, to what follows. */
  private cross(last: Pile, next: Pile): Packed[] {
    const alone = this.held === null || this.joinCrumb(this.held, last) === null
    const sameGround = last.place.sheet === next.place.sheet && last.place.slide === next.place.slide
    const joined = alone && sameGround ? this.joinCrumb(last, next, last) : null
    if (joined) this.last = null
    const done = this.end()
    this.last = joined ? { ...joined, place: next.place } : next
    return done
  }

  private joinCrumb(pile: Pile, next: Pile, crumb: Pile = next): Pile | null {
    return isTiny(crumb) ? pileUp(pile, next, this.sizes.most) : null
  }

  private shorten(header: string): string {
    const most = Math.floor(this.sizes.most / HEADER_SHARE)
    return header.length > most ? (splitText(header, most)[0] ?? '') : header
  }
}
