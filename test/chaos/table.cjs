const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

/** A reporter of Jest: prints what `note.ts` has gathered from all test processes. */
module.exports = class Table {
  onRunComplete() {
    const file = join(process.env.ROLECALL_TEST_RUN ?? '', 'chaos.jsonl')
    if (!existsSync(file)) return
    const lines = readFileSync(file, 'utf8').trim().split('\n').sort()
    const rows = [['', 'done', 'found'], ...lines.map((line) => JSON.parse(line))]
    const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)))
    const print = ([figure, done, found]) =>
      process.stdout.write(`${figure.padEnd(widths[0])}  ${done.padEnd(widths[1])}  ${found}\n`)
    process.stdout.write('\n')
    for (const row of rows) print(row)
  }
}
