import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer, useRef } from 'react'
import type { Answer, Request } from '../../protocol'
import { type Connection, connect } from './connection'
import { rememberRead } from './read-marks'
import { type Event, initialState, reduce, type SandboxState } from './sandbox-state'

export interface Sandbox {
  state: SandboxState
  ask(request: Request): Promise<Answer>
  /** Tells what happened in the page itself. */
  tell(event: Event): void
}

const Context = createContext<Sandbox | null>(null)

export function SandboxProvider({ children }: { children: ReactNode }) {
  const [state, dispatch] = useReducer(reduce, initialState)
  const connection = useRef<Connection>(null)
  useEffect(() => {
    connection.current = connect({
      onMessage: dispatch,
      onOnline: (online) => dispatch({ kind: 'online', online }),
    })
    return () => connection.current?.close()
  }, [])
  const actions = useMemo(
    () => ({
      ask: (request: Request) =>
        connection.current?.ask(request) ?? Promise.reject(new Error('The sandbox is away.')),
      tell: dispatch,
    }),
    [],
  )
  const { online } = state
  const { slack, discord } = state.personas
  useEffect(() => {
    if (!online) return
    if (slack) void actions.ask({ do: 'watch', platform: 'slack', as: slack })
    if (discord) void actions.ask({ do: 'watch', platform: 'discord', as: discord })
  }, [online, slack, discord, actions])
  const { run, read } = state
  useEffect(() => {
    if (run !== undefined) rememberRead(run, read)
  }, [run, read])
  return <Context value={useMemo(() => ({ state, ...actions }), [state, actions])}>{children}</Context>
}

export function useSandbox(): Sandbox {
  const sandbox = useContext(Context)
  if (!sandbox) throw new Error('outside of SandboxProvider')
  return sandbox
}
