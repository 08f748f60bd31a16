import { describeAdapter } from '../contract'
import { startSlackHarness } from './harness'

describeAdapter('Slack over Socket Mode', (registry, receive) =>
  startSlackHarness('socket', registry, receive),
)

describeAdapter('Slack over HTTP', (registry, receive) => startSlackHarness('http', registry, receive))
