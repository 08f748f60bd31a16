import {
  type Context,
  type Feature,
  type Form,
  isRefusal,
  openForm,
  press,
  type Refusal,
  say,
  submit,
} from '../chat'
import { manageConnection } from '../connections'
import type { Database } from '../db'
import { orRefuse } from '../teams'
import type { Mirrored } from './mirror'
import { readStanding } from './repository'
import { setMirror } from './set-mirror'
import { mirrorForm, mirrorSetCard, readMirrored } from './views'

/** The entry of a connection in the settings of its workspace, and its form. */
export function roleSyncPresses(db: Database): Required<Pick<Feature, 'presses' | 'submits'>> {
  const formFor = async (
    context: Context,
    connectionId: string,
    typed?: Mirrored,
  ): Promise<Form | Refusal> => {
    const managed = await manageConnection(db, context, connectionId)
    if (isRefusal(managed)) return managed
    return mirrorForm(managed.connection, await readStanding(db, connectionId), typed)
  }
  return {
    presses: [
      press({
        name: 'roleSync.ask',
        first: 'form',
        run: async (context, [id = '']) => orRefuse(await formFor(context, id), openForm),
      }),
    ],
    submits: [
      submit({
        name: 'roleSync.save',
        // Shown again with the present version: who saves now has been told of the other change.
        form: (context, [id = ''], values) => formFor(context, id, readMirrored(values)),
        run: async (context, [id = '', seen = ''], values) =>
          orRefuse(await setMirror(db, context, id, Number(seen), readMirrored(values)), (set) =>
            say(mirrorSetCard(set)),
          ),
      }),
    ],
  }
}
