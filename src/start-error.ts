/** `sysexits.h`: wrong use of the command line, and wrong configuration. */
export const EX_USAGE = 64
export const EX_CONFIG = 78

/** Rolecall cannot run like this; the message is a sentence for whoever started it. */
export class StartError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message)
  }
}
