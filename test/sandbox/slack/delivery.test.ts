import type { App } from '@slack/bolt'
import { findMessage, until } from '../../../sandbox/driver'
import { connectApp, startTinyApp, type TinyApp } from './tiny-app'

/** Resolves when it has been called `count` times. */
function countdown(count: number) {
  let left = count
  let done = () => {}
  const reached = new Promise<void>((resolve) => {
    done = resolve
  })
  const tick = () => {
    left -= 1
    if (left === 0) done()
  }
  return { reached, tick }
}

describe('delivery over Socket Mode', () => {
  let tiny: TinyApp
  const more: App[] = []

  afterEach(async () => {
    for (const app of more.splice(0)) await app.stop()
    await tiny.stop()
  })

  it('tells the person privately when the app does not acknowledge in time', async () => {
    tiny = await startTinyApp((app) => app.command('/team', async () => {}), { limits: { ackTimeoutMs: 40 } })
    const maya = tiny.sandbox.as('U0MAYA')
    await maya.type('/team list')
    const told = findMessage(maya, '/team failed with the error "operation_timeout"')
    expect(told).toMatchObject({ author: 'Slackbot', private: true })
    expect(findMessage(tiny.sandbox.as('U0ADAM'), 'operation_timeout')).toBeUndefined()
  })

  it('gives each envelope to one of several connections', async () => {
    const seen: string[] = []
    const listen = (name: string) => (app: App) =>
      app.command('/team', async ({ ack }) => {
        seen.push(name)
        await ack()
      })
    tiny = await startTinyApp(listen('first'))
    const second = connectApp(tiny.sandbox)
    listen('second')(second)
    more.push(second)
    await second.start()
    expect(tiny.sandbox.connections()).toBe(2)
    for (let times = 0; times < 4; times++) await tiny.sandbox.as('U0MAYA').type('/team list')
    expect(seen.sort()).toEqual(['first', 'first', 'second', 'second'])
  })

  it('hands what a lost connection had not acknowledged to another one', async () => {
    const heard = countdown(1)
    tiny = await startTinyApp((app) => app.command('/team', async () => heard.tick()))
    const second = connectApp(tiny.sandbox)
    second.command('/team', ({ ack }) => ack('second answered'))
    more.push(second)
    const typed = tiny.sandbox.as('U0MAYA').type('/team list')
    await heard.reached
    await second.start()
    await tiny.app.stop()
    await typed
    expect(findMessage(tiny.sandbox.as('U0MAYA'), 'second answered')).toBeDefined()
  })

  it('reaches the app again after asking it to reconnect', async () => {
    tiny = await startTinyApp((app) => app.command('/team', ({ ack }) => ack('still here')))
    const second = connectApp(tiny.sandbox)
    second.command('/team', ({ ack }) => ack('still here'))
    more.push(second)
    tiny.sandbox.faults.refreshSockets()
    await second.start()
    await tiny.sandbox.as('U0MAYA').type('/team list')
    expect(findMessage(tiny.sandbox.as('U0MAYA'), 'still here')).toBeDefined()
  })

  it('delivers duplicates when asked to (B2)', async () => {
    const heard = countdown(3)
    const triggers = new Set<string>()
    tiny = await startTinyApp((app) =>
      app.command('/team', async ({ ack, body }) => {
        await ack()
        triggers.add(body.trigger_id)
        heard.tick()
      }),
    )
    tiny.sandbox.faults.duplicate(2)
    await tiny.sandbox.as('U0MAYA').type('/team list')
    await heard.reached
    expect(triggers.size).toBe(1)
  })

  it('delivers in the opposite order when asked to', async () => {
    const order: string[] = []
    tiny = await startTinyApp((app) =>
      app.command('/team', async ({ ack, command }) => {
        order.push(command.text)
        await ack()
      }),
    )
    tiny.sandbox.faults.reverseNext(3)
    const maya = tiny.sandbox.as('U0MAYA')
    await Promise.all(['one', 'two', 'three'].map((word) => maya.type(`/team ${word}`)))
    await maya.type('/team four')
    expect(order).toEqual(['three', 'two', 'one', 'four'])
  })

  it('stops hearing a half-open socket, and answers that nobody acknowledged', async () => {
    tiny = await startTinyApp((app) => app.command('/team', ({ ack }) => ack('heard')), {
      limits: { ackTimeoutMs: 40 },
    })
    const maya = tiny.sandbox.as('U0MAYA')
    tiny.sandbox.faults.freezeSockets()
    await maya.type('/team list')
    expect(findMessage(maya, 'operation_timeout')).toBeDefined()
    expect(findMessage(maya, 'heard')).toBeUndefined()
  })

  it('ends triggers after three seconds and after one use', async () => {
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'Form' },
      blocks: [{ type: 'divider' as const }],
    }
    const codes: string[] = []
    tiny = await startTinyApp((app) =>
      app.command('/team', async ({ ack, client, body, command }) => {
        if (command.text === 'late') tiny.clock.advance(3_001)
        for (let times = 0; times < 2; times++) {
          await client.views
            .open({ trigger_id: body.trigger_id, view })
            .then(() => codes.push('opened'))
            .catch((error) => codes.push(error.data.error))
        }
        await ack()
      }),
    )
    await tiny.sandbox.as('U0MAYA').type('/team soon')
    await tiny.sandbox.as('U0MAYA').type('/team late')
    expect(codes).toEqual(['opened', 'exchanged_trigger_id', 'expired_trigger_id', 'expired_trigger_id'])
  })

  it('takes five answers at a response address, within thirty minutes', async () => {
    let address = ''
    tiny = await startTinyApp((app) =>
      app.command('/team', async ({ ack, body }) => {
        address = body.response_url
        await ack()
      }),
    )
    const maya = tiny.sandbox.as('U0MAYA')
    const post = async (body: object) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
      return [answer.status, ((await answer.json()) as { error?: string }).error]
    }
    await maya.type('/team list')
    expect(await post({ text: 'only you' })).toEqual([200, undefined])
    expect(await post({ text: 'everybody', response_type: 'in_channel' })).toEqual([200, undefined])
    expect(await post({ blocks: [{ type: 'header' }] })).toEqual([400, 'invalid_blocks'])
    for (let times = 0; times < 2; times++) await post({ text: 'more' })
    expect(await post({ text: 'too often' })).toEqual([404, 'used_url'])
    const adam = tiny.sandbox.as('U0ADAM')
    expect(findMessage(adam, 'everybody')).toMatchObject({ private: false })
    expect(findMessage(adam, 'only you')).toBeUndefined()
    await maya.type('/team list')
    tiny.clock.advance(30 * 60_000 + 1)
    expect(await post({ text: 'too late' })).toEqual([404, 'expired_url'])
    await until(maya, () => findMessage(maya, 'only you'))
  })
})
