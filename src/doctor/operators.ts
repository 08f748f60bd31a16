import { operatorTokenFile } from '../operator-token'
import type { Check } from './check'

export const checkOperators: Check = async (config) => {
  const { operatorToken, metricsPort, http, sandbox } = config
  if (operatorToken === null)
    return sandbox.length > 0
      ? `not set: \`rolecall start\` makes one for its sandbox, in ${operatorTokenFile(config)}, and prints where it is used`
      : 'not set: there is no /operate and no /metrics'
  const url = http.publicUrl ?? `http://${http.host}:${http.port}`
  const port = metricsPort === null ? '' : `, and /metrics of worker and discord at port ${metricsPort}`
  return `${url}/operate and ${url}/metrics, with OPERATOR_TOKEN${port}`
}
