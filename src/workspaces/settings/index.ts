/** Settings of a workspace: after how many days somebody counts as inactive, and what it is connected with. */
export { settingsPage, settingsPresses } from './presses'
