/** Money: who pays for an answer, and what it costs. */
export { type AskedIn, type Payer, payerOf } from './payer'
export { costMicros, type Prices, type Tokens } from './price'
