/** The outbox: what people are told and which cards are redrawn, owed inside the transaction, delivered after it. */
export type { DrawnNotice, MailKind, NoticeKind, Owed } from './notice-kind'
