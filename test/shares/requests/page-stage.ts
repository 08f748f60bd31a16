import { createLog } from '../../../src/log'
import { createWeb } from '../../../src/web'
import { makeChatbot, setTeam } from '../../chatbots/stage'
import type { Rolecall } from '../../support/rolecall'
import type { SeededTeam } from '../../support/seed'
import type { Asked } from './stage'
import { fileForm } from './surface-stage'

export interface Shown {
  status: number
  words: string
  markup: string
  cookie: string
  csrf: string
}

async function shown(response: Response): Promise<Shown> {
  const markup = await response.text()
  return {
    status: response.status,
    markup,
    words: markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    cookie: response.headers.get('set-cookie')?.split(';', 1)[0] ?? '',
    csrf: /name="csrf" value="([^"]+)"/.exec(markup)?.[1] ?? '',
  }
}

/** A form with the hidden field of the page, though the page itself shows none. */
export const FORGED: Shown = { status: 200, words: '', markup: '', cookie: 'csrf=known', csrf: 'known' }

/** The web pages of the product, and a browser without script. */
export async function servePages({ parts }: Rolecall) {
  const web = await createWeb({
    adapters: [],
    pages: parts.flatMap((part) => part.pages ?? []),
    ready: async () => ({}),
    log: createLog('error', { write: () => {} }),
    perMinute: 10_000,
  })
  const origin = await web.listen({ host: '127.0.0.1', port: 0 })
  const open = async (path: string) => shown(await fetch(`${origin}${path}`))
  return {
    open,
    /** Opens the page and sends its form. */
    async send(path: string, values: Record<string, string>, page?: Shown): Promise<Shown> {
      const { cookie, csrf } = page ?? (await open(path))
      const body = new URLSearchParams({ csrf, ...values })
      return shown(await fetch(`${origin}${path}`, { method: 'POST', headers: { cookie }, body }))
    },
    close: () => web.close(),
  }
}

export type Pages = Awaited<ReturnType<typeof servePages>>

/** A request of which the owner of the team, who has no chat user then, is told by mail; `path`: its link. */
export async function askByMail(rolecall: Rolecall, team: SeededTeam): Promise<Asked & { path: string }> {
  const { db, mails } = rolecall
  await setTeam(team, 'memberChatbotCreation')
  const chatbotId = await makeChatbot(rolecall, team.member)
  await withoutChat(rolecall, team, async () => {
    await fileForm(team, chatbotId, { level: 'edit', reason: '<b>Everybody</b> asks me' })
    await rolecall.deliver()
  })
  const [{ id }] = await db.query('SELECT id FROM share_request WHERE chatbot_id = $1', [chatbotId])
  return { id, chatbotId, path: new URL(String(mails.at(-1)?.mail.action?.href)).pathname }
}

/** As long as this lasts no chat user of the owner is known. */
export async function withoutChat(
  { db }: Rolecall,
  { owner }: SeededTeam,
  work: () => Promise<void>,
): Promise<void> {
  const [{ row }] = await db.query(
    'WITH gone AS (DELETE FROM chat_identity WHERE user_id = $1 RETURNING *) SELECT row_to_json(gone) AS row FROM gone',
    [owner.id.userId],
  )
  await work()
  await db.query('INSERT INTO chat_identity SELECT * FROM json_populate_record(NULL::chat_identity, $1)', [
    JSON.stringify(row),
  ])
}
