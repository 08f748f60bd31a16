import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

const TICK_MS = 10

/** CPU time that a process has used so far, of all its threads; undefined where there is no /proc. */
export function cpuMs(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** Resident memory; undefined where there is no /proc. */
export function residentMiB(pid: number): number | undefined {
  const kib = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kib === undefined ? undefined : Number(kib) / 1024
}

/** Processes that wanted a core during the last minute, the bench's own included. */
export const machineLoad = () => loadavg()[0] ?? 0

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
