import { Counter, type Registry } from 'prom-client'
import { type Delivery, type Mailer, type Messenger, type Platform, TryLater } from '../chat'

export interface Deliveries {
  /** The same, counted; wrap it before anything holds its calls back. */
  messenger(platform: Platform, messenger: Messenger): Messenger
  mailer<T extends Mailer>(mailer: T): T
  /** A platform has asked to wait (429). */
  rateLimited(platform: Platform): void
}

export function measureDeliveries(registry: Registry): Deliveries {
  const registers = [registry]
  const messages = new Counter({
    name: 'rolecall_messages_total',
    help: 'Messages and edits outside of interactions, by how the platform took them',
    labelNames: ['platform', 'kind', 'outcome'],
    registers,
  })
  const mails = new Counter({
    name: 'rolecall_mails_total',
    help: 'Mails, by how the mail server took them',
    labelNames: ['outcome'],
    registers,
  })
  const limits = new Counter({
    name: 'rolecall_platform_rate_limited_total',
    help: 'Calls that a platform answered with 429',
    labelNames: ['platform'],
    registers,
  })

  return {
    messenger(platform, messenger) {
      const counted = async (kind: 'message' | 'edit', delivery: Promise<Delivery>) => {
        const note = (outcome: string) => messages.inc({ platform, kind, outcome })
        const delivered = await noteFailure(delivery, note)
        note(delivered.ok ? 'sent' : delivered.why)
        return delivered
      }
      return {
        direct: (...message) => counted('message', messenger.direct(...message)),
        edit: (...message) => counted('edit', messenger.edit(...message)),
      }
    },
    mailer: (mailer) => ({
      ...mailer,
      send: async (...mail) => {
        const sent = await noteFailure(mailer.send(...mail), (outcome) => mails.inc({ outcome }))
        mails.inc({ outcome: sent.ok ? 'sent' : 'refused' })
        return sent
      },
    }),
    rateLimited: (platform) => limits.inc({ platform }),
  }
}

async function noteFailure<T>(work: Promise<T>, note: (outcome: string) => void): Promise<T> {
  try {
    return await work
  } catch (error) {
    note(error instanceof TryLater ? 'later' : 'failed')
    throw error
  }
}
