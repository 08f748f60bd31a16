/** The outbox: what people are told and which cards are redrawn, owed inside the transaction, delivered after it. */
export {
  type DeliveryState,
  readDeliveryState,
  readStuck,
  type StuckRow,
  sendAgain,
  type UndeliverableState,
} from './delivery-state'
export { createInbox, type Inbox, type InboxProvider } from './inbox'
export { isSwitchedOff } from './is-switched-off'
export { mailFromCard } from './mail-from-card'
export type { DrawnNotice, MailKind, NoticeKind, NoticeTopic, Owed } from './notice-kind'
export { createNotices, deliverySweeps, type Notices } from './notices'
export { type PaceOptions, paceMessenger } from './paced-messenger'
export { profile } from './preferences/profile'
export { endOfQuietHours, type QuietHours } from './quiet-hours'
