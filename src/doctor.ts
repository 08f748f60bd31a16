import type { Config, SandboxPart } from './config'
import type { Check, Instruments } from './doctor/check'
import { checkDatabase } from './doctor/database'
import { checkDeliveries } from './doctor/deliveries'
import { checkDiscord } from './doctor/discord'
import { checkMail } from './doctor/mail'
import { checkEmbedding, checkModel } from './doctor/model'
import { checkOperators } from './doctor/operators'
import { checkPayments } from './doctor/payments'
import { checkQueue } from './doctor/queue'
import { checkSlack } from './doctor/slack'
import { checkFiles } from './doctor/storage'

export type { Instruments } from './doctor/check'

const CHECKS: Readonly<Record<string, Check>> = {
  Database: checkDatabase,
  Queue: checkQueue,
  Deliveries: checkDeliveries,
  Slack: checkSlack,
  Discord: checkDiscord,
  Mail: checkMail,
  Model: checkModel,
  Embedding: checkEmbedding,
  Files: checkFiles,
  Payments: checkPayments,
  Operators: checkOperators,
}

/** What the sandbox stands in for, where it is not set. */
const STAND_INS: Readonly<Record<string, SandboxPart>> = {
  Slack: 'slack',
  Discord: 'discord',
  Mail: 'mail',
  Payments: 'stripe',
}

interface Finding {
  well: boolean
  line: string
}

/** Tries everything that is configured, prints a line for each, and resolves to 0 when all is well, else to 1. */
export async function doctorCommand(config: Config, instruments: Instruments): Promise<number> {
  const checked = async (name: string, check: Check) => {
    const part = STAND_INS[name]
    return part && config[part] === null && config.sandbox.includes(part)
      ? 'not set: `rolecall start` stands in for it with a sandbox'
      : check(config, instruments)
  }
  const findings = Object.entries(CHECKS).map(([name, check]) => examine(name, checked(name, check)))
  let code = 0
  for await (const { well, line } of findings) {
    process.stdout.write(`${line}\n`)
    if (!well) code = 1
  }
  return code
}

const examine = (name: string, checked: Promise<string>): Promise<Finding> =>
  checked.then(
    (remark) => ({ well: true, line: `ok    ${name.padEnd(10)} ${remark}` }),
    (error: Error) => ({ well: false, line: `WRONG ${name.padEnd(10)} ${error.message}` }),
  )
