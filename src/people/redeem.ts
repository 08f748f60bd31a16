import { type Card, isRefusal, type Refusal, refuse, type Visit } from '../chat'
import { type Database, settle } from '../db'
import { foldCode } from '../secrets'
import { type Code, type Purpose, readCode } from './code'
import { limitTries } from './tries'

/** Does what a code is for, and uses it up in the same change; the card is what the person sees. */
export type Redeem = (visit: Visit, code: Code) => Promise<Card | Refusal>

/** Takes a typed code to what it is for. Wrong, used and too old are one answer, and five of them are enough for a while. */
export async function redeemCode(
  db: Database,
  redeem: Readonly<Record<Purpose, Redeem>>,
  visit: Visit,
  typed: string,
): Promise<Card | Refusal> {
  if (visit.earlier !== undefined) return visit.earlier as Card
  const wrong = refuse({ code: 'codeWrong' }, 'code')
  const code = foldCode(typed)
  if (code === null) return wrong
  const limited = await limitTries(db, visit, code)
  if (isRefusal(limited)) return limited
  const answer = await settle(db, visit, async (visit) => {
    const found = await readCode(db, code, visit.at)
    return found ? redeem[found.purpose](visit, found) : wrong
  })
  if (!isRefusal(answer) || answer.code !== 'codeWrong') await limited.passed()
  return answer
}
