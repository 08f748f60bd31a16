import { HOUR_MS } from '../clock'
import type { FeatureParts } from '../feature'
import { peopleCommands } from './commands'
import { redeemAddress, redeemIdentity } from './link'
import { codeMailKind } from './mail-code'
import type { PeopleOptions } from './options'
import { peoplePresses } from './presses'
import { forgetOldCodes } from './tries'

/**
 * Who is who: people, their chat users and proved addresses.
 * Reading order: `identify` (who speaks: `recognise`, else `vet` and `bind`) → `commands`, `presses` (what can be asked) →
 * `redeem`, `link`, `mail-code`, `unlink` (what changes; `code` and `tries` below them) → `who-am-i`, `why` → `views`.
 */
export function people(options: PeopleOptions): FeatureParts {
  const { db, clock } = options
  const redeem = {
    ...options.redeem,
    identity: redeemIdentity(options),
    address: redeemAddress(options),
  }
  return {
    chat: { commands: peopleCommands(options, redeem), ...peoplePresses(options, redeem) },
    mails: [codeMailKind(options)],
    sweeps: [{ name: 'old-codes', everyMs: HOUR_MS, run: () => forgetOldCodes(db, clock.now()) }],
  }
}

export { accountOf } from './account-of'
export { actOnPage } from './act-on-page'
export { ACTION_WORDS } from './action-words'
export { foldAddress, maskAddress } from './address'
export { addressEntry, countsIn, findHolders, identityOf, liftedEntry, linkedEntry } from './bind'
export { findBound } from './bound'
export { CODE_LIFETIME_MS, type Code, issueCode, readCode, usingCode } from './code'
export { createIdentify, type IdentifiedPerson, type IdentifyOptions } from './identify'
export { type Newcomer, newcomer } from './newcomer'
export { offeredActions } from './offered'
export type { PeopleOptions } from './options'
export type { Redeem } from './redeem'
export { readActor, readWorkspace } from './roles'
export { tellApart } from './tell-apart'
export { type PageBody, tokenPage } from './token-page'
export { touch } from './touch'
export { giveBackTry, limitTries, takeTry, userKey } from './tries'
export { type VetOptions, vet } from './vet'
export { PLATFORM_NAMES } from './views'
export { rolesOf } from './who-am-i'
export {
  type FoundPerson,
  findWorkspacePerson,
  isOfWorkspace,
  suggestWorkspacePeople,
  type WorkspacePerson,
} from './workspace-person'
