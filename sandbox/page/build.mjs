import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '../../dist/sandbox/page')

mkdirSync(target, { recursive: true })
const { outputFiles } = await build({
  entryPoints: { app: join(here, 'main.tsx') },
  outdir: target,
  write: false,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
})
for (const { path, contents } of outputFiles) put(basename(path), contents)
for (const name of ['index.html', 'team-handbook.md']) put(name, readFileSync(join(here, name)))

/** A page that is being served, or built by somebody else, is never seen half written. */
function put(name, contents) {
  const draft = join(target, `.${name}.${process.pid}`)
  writeFileSync(draft, contents)
  renameSync(draft, join(target, name))
}
