import { type Answer, isRefusal, type Refusal, refuse, say, type Visit } from '../chat'
import type { Database } from '../db'
import type { Secrets } from '../secrets'
import { accountOf } from './account-of'
import { issueCode } from './code'
import { readSelf } from './self'
import { type VetOptions, vet } from './vet'
import { linksCard, waysInCard } from './views'

/** `/link` alone: a known person gets a fresh code for the other platform, anybody else the ways in. */
export async function showLinks(
  options: VetOptions & { db: Database; secrets: Secrets },
  visit: Visit,
): Promise<Answer | Refusal> {
  const { actor, sender, at } = visit
  const accountId = accountOf(visit)
  if (!actor) {
    if (isRefusal(accountId)) return say(waysInCard)
    const vetted = await vet(options, sender)
    return 'refusal' in vetted ? refuse(vetted.refusal) : say(waysInCard)
  }
  if (isRefusal(accountId)) return accountId
  const { personId, confinedTo } = actor
  const self = await readSelf(options.db, actor)
  const data = confinedTo === undefined ? {} : { confinedTo }
  const made = { purpose: 'identity' as const, personId, accountId, workspaceId: null, data }
  const code = await issueCode(options, visit, made)
  return say(linksCard(self, sender.platform, code, at))
}
