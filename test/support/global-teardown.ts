import { endRun } from './server'

export default () => endRun()
