import type { Check } from './check'

export const checkOperators: Check = async ({ operatorToken, metricsPort, http }) => {
  if (operatorToken === null) return 'not set: there is no /operate and no /metrics'
  const url = http.publicUrl ?? `http://${http.host}:${http.port}`
  const port = metricsPort === null ? '' : `, and /metrics of worker and discord at port ${metricsPort}`
  return `${url}/operate and ${url}/metrics, with OPERATOR_TOKEN${port}`
}
