import { join } from 'node:path'
import { holdGauge } from './gauge'
import { FULL } from './size'

holdGauge()

// A process of ours as it is. The full size runs what is deployed, which starts in half of the time.
require(join(__dirname, '../..', FULL ? 'dist' : '', 'src/main'))
