export { beginRun as default } from './server'
