import { StartError } from '../start-error'

const TIMEOUT_MS = 10_000

export interface Answered {
  status: number
  body: Record<string, unknown>
  headers: Headers
}

/** The answer of a platform's API, also when it is a refusal. @throws StartError when none comes, or no JSON */
export async function ask(url: string, init: RequestInit): Promise<Answered> {
  const { host } = new URL(url)
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: Error) => {
      throw new StartError(`${host} cannot be reached (${causeOf(error)}): may this machine go there?`)
    },
  )
  const body = await response.json().catch(() => {
    throw new StartError(
      `${host} answers ${response.status} and something else than JSON: is it that platform?`,
    )
  })
  return { status: response.status, body: body as Record<string, unknown>, headers: response.headers }
}

/** What fetch says itself is only that it failed. */
function causeOf({ cause, message }: Error): string {
  const { code, message: reason } = (cause ?? {}) as Partial<NodeJS.ErrnoException>
  return code ?? reason ?? message
}
