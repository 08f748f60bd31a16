import { Foundation1 } from './0001-foundation'

/** Every change of the schema, oldest first. Add to the end; never edit what has been released. */
export const migrations = [Foundation1] as const
