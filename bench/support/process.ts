import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

const TICK_MS = 10

/** CPU time that a process has used so far, of all its threads; undefined where there is no /proc. */
export function cpuMs(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** Resident memory, now or at its highest; undefined where there is no /proc. */
export const residentMiB = (pid: number) => memoryMiB(pid, 'VmRSS')
export const peakMiB = (pid: number) => memoryMiB(pid, 'VmHWM')

function memoryMiB(pid: number, figure: string): number | undefined {
  const kib = new RegExp(`^${figure}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/status`) ?? '')?.[1]
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
