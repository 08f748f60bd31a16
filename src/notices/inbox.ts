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

/** `/inbox`: everything that waits for me, and what was not told me by private message; the messages that came as one. */
export function createInbox(options: {
  db: Database
  kinds: readonly NoticeKind[]
  providers: readonly InboxProvider[]
  log: { error(data: object, message: string): void }
}): Inbox {
  const { providers } = options
  const kinds = [...options.kinds, unreachable]
  const undelivered = createUndelivered({ ...options, kinds })

  async function waiting(context: Context): Promise<readonly Row[]> {
    const parts = await Promise.all(providers.map((provider) => provider.waiting(context)))
    const notes = await undelivered.list(ownerOf(context), context.reader)
    return [...parts.flat(), ...notes.map(noteRow)]
  }

  const view = async (context: Context, page = 0) => inboxView(await waiting(context), page)

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
