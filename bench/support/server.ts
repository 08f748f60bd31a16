import type { LoadOptions, LoadQuestion, Saturated } from './load'
import type { Overloaded } from './overload'
import { type Peer, startPeer } from './peer'
import { cpuMs } from './process'
import { median } from './rows'

/** A server under measurement, or several that share the load, with a process of its own that sends it requests. */
export interface LoadedServer {
  saturate(seconds: number, connections?: number): Promise<Measured>
  overload(perSecond: number, seconds: number): Promise<Overloaded>
}

export interface Measured extends Saturated {
  /** CPU time of all server processes for one request; undefined where the system does not tell. */
  cpuMicros: number | undefined
}

/** Slack shares its few connections among many people; P1 and P4 speak of this many. */
const CONNECTIONS = 64

export async function loadServer(
  servers: readonly { pid: number }[],
  options: LoadOptions,
  started: Pick<Peer, 'stop'>[],
): Promise<LoadedServer> {
  const load = await startPeer('support/load.ts', options)
  started.push(load)
  const ask = <T>(question: LoadQuestion) => load.ask<T>(question)
  return {
    async saturate(seconds, connections = CONNECTIONS) {
      const before = cpuOfAll(servers)
      const result = await ask<Saturated>({ kind: 'saturate', connections, seconds })
      const after = cpuOfAll(servers)
      const used = before === undefined || after === undefined ? undefined : after - before
      if (result.wrong > 0)
        throw new Error(`${result.wrong} of ${result.requests} requests went wrong: ${result.lastAnswer}`)
      return { ...result, cpuMicros: used && (used * 1_000) / result.requests }
    },
    overload: (perSecond, seconds) => ask<Overloaded>({ kind: 'overload', perSecond, seconds }),
  }
}

function cpuOfAll(servers: readonly { pid: number }[]): number | undefined {
  const each = servers.map(({ pid }) => cpuMs(pid) ?? Number.NaN)
  const sum = each.reduce((before, one) => before + one, 0)
  return Number.isNaN(sum) ? undefined : sum
}

/** Medians over all rounds of one side. */
export function summary(rounds: readonly Measured[]) {
  const of = (pick: (round: Measured) => number) => median(rounds.map(pick))
  return {
    perSecond: of((round) => round.perSecond),
    ackP50Ms: of((round) => round.ackP50Ms),
    ackP99Ms: of((round) => round.ackP99Ms),
    cpuMicros: of((round) => round.cpuMicros ?? Number.NaN),
  }
}

export type Summary = ReturnType<typeof summary>

export const describe = ({ perSecond, ackP99Ms, cpuMicros }: Summary) =>
  `${Math.round(perSecond).toLocaleString('en')}/s, ack p99 ${Math.round(ackP99Ms)} ms, ${Math.round(cpuMicros)} µs CPU`
