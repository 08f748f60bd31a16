import { existsSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

const GIB = 1024 ** 3

/** What is written there, Linux keeps in memory. */
const IN_MEMORY = '/dev/shm'

/** Where runs may have left something. */
export const places = (): string[] => [IN_MEMORY, tmpdir()].filter((path) => existsSync(path))

/**
 * The folder in which a run makes its own: databases are made and dropped by the hundred, and on a disk each costs ten
 * times as much. A run leaves less than 2 GiB.
 */
export const choosePlace = (): string =>
  roomIn(IN_MEMORY) >= 4 * GIB && freemem() >= 8 * GIB ? IN_MEMORY : tmpdir()

function roomIn(path: string): number {
  if (!existsSync(path)) return 0
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}
