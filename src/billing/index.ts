/** Money: who pays for an answer, and what it costs. */
export { type Payer, payerOf } from './payer'
export { costMicros, type Prices, type Tokens } from './price'
