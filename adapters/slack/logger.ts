import { type Logger, LogLevel } from '@slack/bolt'

/** How the application logs: data first, then what happened. */
export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/** What the SDK has to say, from warnings up; below that it would write payloads, and with them what people typed. */
export function createSdkLogger(log: Log): Logger {
  const words = (parts: unknown[]) => parts.map(String).join(' ')
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ platform: 'slack' }, words(parts)),
    error: (...parts) => log.error({ platform: 'slack' }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
