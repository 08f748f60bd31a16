/** Money: what plans allow, who pays for an answer, what it costs, and what taking a chatbot in would cost. */
export { type CostEffect, costEffect } from './cost-effect'
export { moneyWords } from './money-words'
export { type AskedIn, type Payer, payerOf } from './payer'
export { periodStart } from './period'
export { isPlan, type Plan, type Plans, planOf } from './plans'
export { costMicros, type Prices, type Tokens } from './price'
