import { type Config, parseConfig } from '../../src/config'
import { StartError } from '../../src/start-error'

/** Runs one of the operator's commands as `main` does, but in this process; resolves to what is printed. */
export async function runHere(
  command: (config: Config, words: readonly string[]) => Promise<number>,
  settings: Record<string, string>,
  words: readonly string[],
): Promise<{ code: number; output: string }> {
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const code = await command(parseConfig(settings), words)
    return { code, output: printed.mock.calls.map(([line]) => String(line)).join('') }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return { code: error.exitCode, output: error.message }
  } finally {
    printed.mockRestore()
  }
}
