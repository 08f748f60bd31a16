import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMailer } from '../../../adapters/email'
import { type Sandbox, startSandbox } from '../../../sandbox'
import { startDiscordBot } from './discord-bot'
import { preferencesCommand } from './preferences'
import { startSlackBot } from './slack-bot'
import { shortcuts } from './slack-conversation'

const commands = [
  {
    name: 'team invite',
    description: 'Invite people to your team',
    options: [
      { name: 'people', description: 'Addresses or users', required: true },
      { name: 'role', description: 'What they may do', required: false, choices: ['admin', 'member'] },
    ],
  },
  { name: 'team settings', description: 'Name and switches of the team', options: [] },
  { name: 'docs', description: 'Add documents', options: [] },
  { ...preferencesCommand, options: [] },
]

export interface RunningPage {
  sandbox: Sandbox
  address: string
  close(): Promise<void>
}

/** The whole sandbox with a small bot on each side, and its page on a server as the product would mount it. */
export async function startPage(): Promise<RunningPage> {
  const sandbox = await startSandbox({ slack: true, discord: true, mail: true, commands, shortcuts })
  const [app, client] = await Promise.all([startSlackBot(sandbox), startDiscordBot(sandbox)])
  const server = createServer((request, response) => {
    if (!sandbox.page.handle(request, response)) response.writeHead(404).end()
  })
  server.on('upgrade', (request, socket, head) => {
    if (!sandbox.page.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    sandbox,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await Promise.all([app.stop(), client.destroy()])
      await sandbox.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends the mail that an invited person would get. */
export async function sendInvitation({ clock, mail }: Sandbox): Promise<void> {
  const mailer = createMailer({ smtpUrl: mail?.smtpUrl ?? '', from: 'Rolecall <bot@rolecall.test>' })
  const invitation = {
    subject: 'Olivia Owner invites you to Acme',
    heading: 'Join the team Acme',
    paragraphs: ['Olivia Owner invites you as a member.', 'The invitation ends in seven days.'],
    action: { label: 'See the invitation', href: 'http://127.0.0.1/i/abc' },
    code: '4F7K-22QD',
    footer: 'You get this mail because Olivia entered your address.',
  }
  await mailer.send(
    'maya@builders.test',
    invitation,
    { locale: 'en', timeZone: 'Etc/UTC', now: clock.now() },
    'one',
  )
  mailer.close()
}
