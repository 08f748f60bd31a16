import { ModelFailure } from '../chat'
import { StartError } from '../start-error'

/** Which variables an endpoint is configured by. */
export interface EndpointVariables {
  url: string
  key: string
  name: string
  /** Where the length of vectors is asked for. */
  dimensions?: string
}

/** What the failure was, and which variable mends it; what is no failure of the model's stays as it is. */
export function explainFailure(error: unknown, variables: EndpointVariables): unknown {
  if (!(error instanceof ModelFailure)) return error
  return new StartError(`${error.message}: ${adviceFor(error, variables)}`)
}

function adviceFor({ why, cause }: ModelFailure, { url, key, name, dimensions }: EndpointVariables): string {
  const { status, code } = (cause ?? {}) as { status?: number; code?: unknown }
  if (code === 'insufficient_quota') return `the account of ${key} has no credit left`
  if (code === 'model_not_found') return `${name} names no model that it offers to ${key}`
  if (status === undefined) {
    if (why === 'unreachable') return `does something listen at ${url}, and may this machine go there?`
    return `is ${name} a model of this kind${dimensions ? `, and ${dimensions} a length it can give` : ''}?`
  }
  if (status === 401 || status === 403) return `${key} is missing, wrong, or not allowed to use ${name}`
  if (status === 404 || status === 405) {
    return `either it has no model ${name} names, or ${url} is not the base of its paths (most end in /v1)`
  }
  if (status === 429) return `too much was asked of it; try again in a minute, or raise the limit of ${key}`
  if (status >= 500) return `it is in trouble itself; try again later, and look at the logs behind ${url}`
  if (status < 400) return `${url} leads elsewhere, and redirects are not followed: set where it leads to`
  return `does it know what ${name} names${dimensions ? `, and the length in ${dimensions}` : ''}?`
}
