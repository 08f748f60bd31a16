import { findMessage, until } from '../../../sandbox/driver'
import { startTinyApp, type TinyApp } from './tiny-app'

describe('commands, presses and forms over Socket Mode', () => {
  let tiny: TinyApp

  beforeAll(async () => {
    tiny = await startTinyApp((app) => {
      app.command('/team', async ({ ack, command, respond }) => {
        await ack()
        await respond({
          text: `got ${command.text}`,
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: `*got* \`${command.text}\`` } },
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  action_id: 'approve',
                  value: '01J',
                  text: { type: 'plain_text', text: 'Approve' },
                },
              ],
            },
          ],
        })
      })
      app.action('approve', async ({ ack, respond, body }) => {
        await ack()
        await respond({ replace_original: true, text: `approved by <@${body.user.id}>` })
      })
      app.command('/invitation', async ({ ack, body, client }) => {
        await ack()
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'invite',
            notify_on_close: true,
            title: { type: 'plain_text', text: 'Invite' },
            submit: { type: 'plain_text', text: 'Send' },
            blocks: [
              {
                type: 'input',
                block_id: 'address',
                label: { type: 'plain_text', text: 'Address' },
                element: { type: 'plain_text_input', action_id: 'address' },
              },
            ],
          },
        })
      })
      app.view('invite', async ({ ack, view, client, body }) => {
        const address = view.state.values.address?.address?.value ?? ''
        if (!address.includes('@')) {
          await ack({ response_action: 'errors', errors: { address: 'That is no address.' } })
          return
        }
        await ack()
        const opened = await client.conversations.open({ users: body.user.id })
        await client.chat.postMessage({ channel: opened.channel?.id ?? '', text: `invited ${address}` })
      })
    })
  })

  afterAll(() => tiny.stop())

  it('shows the answer of a command only to the one who typed it', async () => {
    const olivia = tiny.sandbox.as('U0OLIVIA')
    const maya = tiny.sandbox.as('U0MAYA')
    await olivia.type('/team invite @Maya Member ann@acme.test <b>')
    const seen = await until(olivia, () => findMessage(olivia, 'got'))
    expect(seen.text).toBe('got invite @Maya Member ann@acme.test <b>')
    expect(seen).toMatchObject({ private: true, fromBot: true, author: 'Rolecall' })
    expect(findMessage(maya, 'got')).toBeUndefined()
  })

  it('replaces the message whose button was pressed', async () => {
    const adam = tiny.sandbox.as('U0ADAM')
    await adam.type('/team list')
    const seen = await until(adam, () => findMessage(adam, 'got list'))
    await adam.press(seen.id, 'approve')
    const after = await until(adam, () => findMessage(adam, 'approved by'))
    expect(after.id).toBe(seen.id)
    expect(after.text).toBe('approved by @Adam Admin')
    expect(after.controls).toEqual([])
  })

  it('keeps a form open with the error at its field, then sends it', async () => {
    const maya = tiny.sandbox.as('U0MAYA')
    await maya.type('/invitation')
    await until(maya, () => maya.form())
    await maya.submit({ address: 'ann' })
    expect(maya.form()?.fields[0]).toMatchObject({
      id: 'address',
      value: 'ann',
      error: 'That is no address.',
    })
    await maya.submit({ address: 'ann@acme.test' })
    expect(maya.form()).toBeUndefined()
    const told = await until(maya, () => findMessage(maya, 'invited ann@acme.test'))
    expect(told.channel).toBe('D0MAYA')
  })
})
