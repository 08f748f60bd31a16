import { createSandboxClock } from '../../../sandbox/clock'
import { findMessage } from '../../../sandbox/driver'
import { startSlackSandbox } from '../../../sandbox/slack'
import { createRecorder } from './recorder'
import { startTinyApp } from './tiny-app'

const shortcuts = [
  { callbackId: 'ask', label: 'Ask about this' },
  { callbackId: 'learn', label: 'Add to documents' },
]

describe('the menu of a message', () => {
  it('offers what the app registered, and tells it at which message', async () => {
    const recorder = createRecorder()
    const tiny = await startTinyApp(recorder.register, { shortcuts })
    const maya = tiny.sandbox.as('U0MAYA')
    await maya.type('the numbers', 'C0GENERAL', { files: [{ name: 'a.csv', bytes: Buffer.from('1') }] })
    const id = findMessage(maya, 'the numbers')?.id ?? ''
    await maya.reply(id, 'in the thread')
    const reply = findMessage(maya, 'in the thread')?.id ?? ''
    expect(maya.messageMenu()).toEqual(['Ask about this', 'Add to documents'])
    await maya.choose(id, 'Add to documents')
    expect(recorder.last('message_action')).toMatchObject({
      callback_id: 'learn',
      message_ts: id,
      channel: { id: 'C0GENERAL' },
      user: { id: 'U0MAYA' },
      message: { text: 'the numbers', files: [{ name: 'a.csv' }] },
      trigger_id: expect.any(String),
      response_url: expect.any(String),
    })
    await maya.choose(reply, 'Ask about this')
    expect(recorder.last('message_action')).toMatchObject({ callback_id: 'ask', message: { thread_ts: id } })
    await expect(maya.choose(id, 'Translate')).rejects.toThrow('has no "Translate"')
    await tiny.stop()
  })

  it.each([
    ['a label of 25 characters', [{ callbackId: 'ask', label: 'x'.repeat(25) }]],
    ['eleven entries', Array.from({ length: 11 }, (_, at) => ({ callbackId: `${at}`, label: `${at}` }))],
  ])('cannot be registered with %s', async (_, refused) => {
    const started = startSlackSandbox({ clock: createSandboxClock(), commands: [], shortcuts: refused })
    await expect(started).rejects.toThrow('Slack refuses')
  })
})
