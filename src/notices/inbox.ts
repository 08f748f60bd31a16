import {
  accountWithin,
  type Context,
  command,
  type Feature,
  pageNumber,
  press,
  type Row,
  replace,
  say,
} from '../chat'
import type { Database } from '../db'
import { digestPresses } from './digest-presses'
import { heldRows, showHeld } from './held'
import { inboxView, noteRow, openedNote } from './inbox-view'
import type { NoticeKind } from './notice-kind'
import { createUndelivered, type NoteOwner } from './undelivered'
import { unreachable } from './unreachable'

/** What a feature has waiting for a person, e.g. invitations to answer: one row each, with its button or menu. */
export interface InboxProvider {
  waiting(context: Context): Promise<readonly Row[]>
}

export interface Inbox {
  chat: Feature
  /** Everything that waits for the person, the features' rows first; the home view shows how much that is. */
  waiting(context: Context): Promise<readonly Row[]>
}

/** `/inbox`: everything that waits for me, what was not told me by private message or is held back, and messages that came as one. */
export function createInbox(options: {
  db: Database
  kinds: readonly NoticeKind[]
  providers: readonly InboxProvider[]
  log: { error(data: object, message: string): void }
}): Inbox {
  const { providers } = options
  const kinds = [...options.kinds, unreachable]
  const undelivered = createUndelivered({ ...options, kinds })

  const waiting = async (context: Context) => (await readInbox(context)).rows

  async function readInbox(context: Context): Promise<{ rows: readonly Row[]; keptUpTo: string | null }> {
    const parts = await Promise.all(providers.map((provider) => provider.waiting(context)))
    const { notes, keptUpTo } = await undelivered.list(ownerOf(context), context.reader)
    const held = await heldRows(options.db, ownerOf(context), context.at)
    return { rows: [...parts.flat(), ...notes.map(noteRow), ...held], keptUpTo }
  }

  const view = async (context: Context, page = 0) => inboxView(await readInbox(context), page)

  const chat: Feature = {
    commands: [
      command({
        name: 'inbox',
        description: 'Show everything that waits for you',
        options: {},
        run: async (context) => say(await view(context)),
      }),
    ],
    presses: [
      ...digestPresses(options.db, new Map(kinds.map((kind) => [kind.name, kind])), ownerOf),
      press({
        name: 'inbox.page',
        run: async (context, [page]) => replace(await view(context, pageNumber(page))),
      }),
      press({
        name: 'inbox.read',
        async run(context, [id = '']) {
          await undelivered.markAsRead(ownerOf(context), id, context.at)
          return replace(await view(context))
        },
      }),
      press({
        name: 'inbox.held',
        async run(context) {
          await showHeld(options.db, ownerOf(context), context.at)
          return replace(await view(context))
        },
      }),
      press({
        name: 'inbox.readKept',
        async run(context, [upTo = '']) {
          await undelivered.markKeptAsRead(ownerOf(context), upTo, context.at)
          return replace(await view(context))
        },
      }),
      press({
        name: 'inbox.open',
        async run(context, [id = '']) {
          const note = await undelivered.read(ownerOf(context), id, context.reader)
          return note?.drawn ? say(openedNote(note.id, note.drawn.card)) : replace(await view(context))
        },
      }),
    ],
  }
  return { chat, waiting }
}

const ownerOf = (context: Context): NoteOwner => ({
  personId: context.actor.personId,
  accountId: accountWithin(context),
})
