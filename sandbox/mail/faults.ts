import type { SMTPServer, SMTPServerOptions } from 'smtp-server'

export interface MailFaults {
  /** Refuses the next `times` recipients with this reply code: 4xx for "later", 5xx for "never". */
  refuseNext(times: number, code: number): void
  /** Hangs up on everybody with 421 until `clear`. */
  goDown(): void
  clear(): void
}

type Hooks = Required<Pick<SMTPServerOptions, 'onConnect' | 'onRcptTo'>>

export function createMailFaults(server: () => SMTPServer): Hooks & { faults: MailFaults } {
  let refusals = { left: 0, code: 0 }
  let down = false
  return {
    faults: {
      refuseNext(times, code) {
        refusals = { left: times, code }
      },
      goDown() {
        down = true
        for (const connection of server().connections) connection.close()
      },
      clear() {
        refusals = { left: 0, code: 0 }
        down = false
      },
    },
    onConnect: (_session, done) => done(down ? smtpError(421, 'The mail server is down') : undefined),
    onRcptTo(address, _session, done) {
      if (refusals.left === 0) return done()
      refusals.left -= 1
      done(smtpError(refusals.code, `${address.address} refused, as the sandbox was asked to`))
    },
  }
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
