import {
  type Context,
  cut,
  type Feature,
  type FormValues,
  isRefusal,
  openForm,
  press,
  type Refusal,
  ref,
  refuse,
  replace,
  say,
  submit,
} from '../chat'
import { orSay, type Redeemers } from './commands'
import { mailCode } from './mail-code'
import type { PeopleOptions } from './options'
import { redeemCode } from './redeem'
import { addressKey, readSelf } from './self'
import { type Unlinked, unlinkAddress, unlinkIdentity } from './unlink'
import {
  ADDRESS_LENGTH,
  addressForm,
  codeForm,
  codeSentCard,
  confirmUnlinkCard,
  keptCard,
  unlinkedCard,
} from './views'

/** Buttons and forms of the `/link` cards. */
export function peoplePresses(
  options: PeopleOptions,
  redeem: Redeemers,
): Pick<Feature, 'presses' | 'submits'> {
  const { db } = options
  return {
    presses: [
      press({
        name: 'people.askCode',
        who: 'anyone',
        first: 'form',
        run: async () => openForm(codeForm),
      }),
      press({
        name: 'people.askAddress',
        who: 'anyone',
        first: 'form',
        run: async () => openForm(addressForm()),
      }),
      press({
        name: 'people.askUnlinkIdentity',
        run: async (context, [id = '']) => {
          const identity = (await readOwn(context)).identities.find((own) => own.id === id)
          if (!identity) return refuse({ code: 'notFound', what: 'identity' })
          return say(confirmUnlinkCard(identity.name, ref('people.unlinkIdentity', id)))
        },
      }),
      press({
        name: 'people.askUnlinkAddress',
        run: async (context, [key = '']) => {
          const address = (await readOwn(context)).addresses.find((own) => addressKey(own) === key)
          if (!address) return refuse({ code: 'notFound', what: 'address' })
          return say(confirmUnlinkCard(address, ref('people.unlinkAddress', key)))
        },
      }),
      press({
        name: 'people.unlinkIdentity',
        refusal: 'replace',
        run: async (context, [id = '']) => orReplace(await unlinkIdentity(db, context, id)),
      }),
      press({
        name: 'people.unlinkAddress',
        refusal: 'replace',
        run: async (context, [key = '']) => orReplace(await unlinkAddress(db, context, key)),
      }),
      press({ name: 'people.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
    submits: [
      submit({
        name: 'people.code',
        who: 'anyone',
        form: async () => codeForm,
        run: async (visit, _ids, values) =>
          orSay(await redeemCode(db, redeem, visit, typed(values, 'code')), (card) => card),
      }),
      submit({
        name: 'people.address',
        who: 'anyone',
        form: async (_visit, _ids, values) => addressForm(cut(typed(values, 'address'), ADDRESS_LENGTH)),
        run: async (visit, _ids, values) =>
          orSay(await mailCode(options, visit, typed(values, 'address')), ({ sentTo }) =>
            codeSentCard(sentTo),
          ),
      }),
    ],
  }

  function readOwn({ actor }: Context) {
    return readSelf(db, actor)
  }
}

const orReplace = (result: Unlinked | Refusal) =>
  isRefusal(result) ? result : replace(unlinkedCard(result.unlinked))

function typed(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
