import { describeAdapter } from '../contract'
import { startDiscordHarness } from './harness'

describeAdapter('Discord', startDiscordHarness)
