import { port, secret, variable } from './variable'

const LEAST_LENGTH = 24

export const OPERATOR_VARIABLES = {
  OPERATOR_TOKEN: variable({
    schema: secret.min(LEAST_LENGTH, `must have at least ${LEAST_LENGTH} characters`),
    default: 'not set: nobody can; the sandbox makes one in ROLECALL_DATA',
    example: '0123456789abcdefghijklmnopqrstuv',
    means:
      'With it operators sign in at PUBLIC_URL/operate, and Prometheus reads PUBLIC_URL/metrics. ' +
      '`openssl rand -base64 32` makes one.',
    secret: true,
  }),
  METRICS_PORT: variable({
    schema: port,
    example: '9464',
    means:
      'Port on which `rolecall worker` and `rolecall discord` serve /metrics and /healthz; goes with ' +
      'OPERATOR_TOKEN.',
  }),
}
