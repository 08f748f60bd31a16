import type { WebSocket } from 'ws'
import { createBatch } from './batch'
import type { Chatter, Platform } from './driver'
import { describePlatform } from './people'
import { perform } from './perform'
import { type FromSandbox, numberedRequest } from './protocol'
import type { OpenStage } from './stage'
import { countMessages, viewOf } from './view'
import { watchConnections } from './watch-connections'

/** Changes come several at a time; the page is told once. */
const settleMs = 15

/** Serves one open page: pushes what its two people see, and does what they ask. */
export function serveConnection(socket: WebSocket, stage: OpenStage): void {
  const send = (message: FromSandbox) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const platforms = (['slack', 'discord'] as const).filter((each) => stage.platforms[each])
  const world = platforms.map(describePlatform)
  const chatters = world.flatMap(({ platform, people }) =>
    people.flatMap(({ userId }) => stage.platforms[platform]?.as(userId) ?? []),
  )
  const watched = new Map<Platform, Chatter>()
  const pushView = (chatter: Chatter) => {
    const { platform } = chatter
    if (watched.get(platform) !== chatter) return
    send({ kind: 'view', platform, view: viewOf(chatter, stage.platforms[platform]) })
  }
  const pushCounts = (platform: Platform) =>
    send({ kind: 'counts', platform, messages: countMessages(chatters, platform) })
  const pushMails = () => stage.mail && send({ kind: 'mails', mails: stage.mail.mails() })
  const pushClock = () => send({ kind: 'clock', now: stage.clock.now() })

  const batch = createBatch(settleMs)
  const stops = [
    ...chatters.map((chatter) =>
      chatter.onChange(() => {
        batch.put(`counts of ${chatter.platform}`, () => pushCounts(chatter.platform))
        batch.put(`view of ${chatter.platform} ${chatter.userId}`, () => pushView(chatter))
      }),
    ),
    stage.clock.onAdvance(() => batch.put('clock', pushClock)),
    stage.mail?.onChange(() => batch.put('mails', pushMails)),
    watchConnections(stage.platforms, (platform, connected) => send({ kind: 'bot', platform, connected })),
  ]
  socket.on('close', () => {
    batch.cancel()
    for (const stop of stops) stop?.()
  })
  socket.on('message', async (data) => {
    const read = numberedRequest.safeParse(parseJson(String(data)))
    if (!read.success) return socket.close(1008, 'not a request')
    const { id, ask } = read.data
    const who = 'as' in ask ? ask : undefined
    const chatter = chatters.find((each) => each.platform === who?.platform && each.userId === who.as)
    if (ask.do === 'watch' && chatter) {
      watched.set(chatter.platform, chatter)
      pushView(chatter)
    }
    await perform(stage, chatter, ask).then(
      (answer) => send({ kind: 'done', id, ...answer }),
      (error: unknown) => send({ kind: 'failed', id, why: String(error) }),
    )
  })

  send({ kind: 'world', run: stage.run, platforms: world })
  for (const platform of platforms) pushCounts(platform)
  pushMails()
  pushClock()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
