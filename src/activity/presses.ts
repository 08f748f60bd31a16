import {
  type Answer,
  type Context,
  isRefusal,
  type Press,
  pageNumber,
  press,
  type Refusal,
  replace,
  say,
} from '../chat'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import { showFrom } from './draw'
import { type Decided, keepPerson, snoozePerson } from './keep'
import { putBack } from './put-back'
import { remindPerson } from './remind'
import type { From } from './reviewer'
import { readSnooze } from './rules'
import { hereCard } from './views'

/** Buttons and menus of reviews: where they stand, whom they are about. Every press reads anew who may (B3). */
export function activityPresses(db: Database): readonly Press[] {
  const deciding =
    (
      decide: (
        context: Context,
        from: From,
        personId: string,
        ids: readonly string[],
      ) => Promise<Decided | Refusal>,
    ) =>
    async (context: Context, ids: readonly string[]): Promise<Answer | Refusal> => {
      const [kind = '', id = '', personId = '', page] = ids
      const decided = await decide(context, [kind, id], personId, ids)
      if (isRefusal(decided)) return decided
      return orRefuse(await showFrom(db, context, [kind, id], pageNumber(page)), replace)
    }
  return [
    press({
      name: 'reviews.show',
      // Without a page it comes from a card, which stays.
      run: async (context, [kind = '', id = '', page]) =>
        orRefuse(await showFrom(db, context, [kind, id], pageNumber(page)), (card) =>
          page === undefined ? say(card) : replace(card),
        ),
    }),
    press({
      name: 'reviews.keep',
      run: deciding((context, from, personId) => keepPerson(db, context, from, personId)),
    }),
    press({
      name: 'reviews.putBack',
      run: deciding((context, from, personId) => putBack(db, context, from, personId)),
    }),
    press({
      name: 'reviews.remind',
      run: deciding((context, from, personId) => remindPerson(db, context, from, personId)),
    }),
    press({
      name: 'reviews.snooze',
      run: deciding((context, from, personId, [, , , weeks]) =>
        snoozePerson(db, context, from, personId, readSnooze(weeks)),
      ),
    }),
    // That it was pressed is what counts.
    press({ name: 'reviews.here', run: async ({ at }) => replace(hereCard(at)) }),
  ]
}
