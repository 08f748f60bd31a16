import { createHash } from 'node:crypto'

export const STYLE = `
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #5b5a60; --paper: #fff; --ground: #f4f4f6;
  --line: #d8d8de; --act: #4f46c8; --act-ink: #fff; --danger: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --soft: #a9a9b3; --paper: #232329; --ground: #18181c;
    --line: #3c3c46; --act: #a5a0ff; --act-ink: #17163a; --danger: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { max-width: 34rem; margin: 3rem auto 0.75rem; padding: 0 0.25rem; font-weight: 700; letter-spacing: -0.01em; }
main { max-width: 34rem; margin: 0 auto 4rem; padding: 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
.wide header, .wide main { max-width: 68rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p { margin: 0 0 1rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-bottom: 1rem; }
.scroll { margin-bottom: 1rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td code { font-size: 0.85em; white-space: nowrap; }
a { color: var(--act); }
small, .soft { color: var(--soft); }
code { padding: 0.1em 0.35em; font-size: 0.95em; overflow-wrap: anywhere; user-select: all;
  background: var(--ground); border: 1px solid var(--line); border-radius: 0.3rem; }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
input[type="text"], input[type="email"], input[type="password"], textarea { width: 100%; margin-bottom: 1rem; padding: 0.6rem 0.75rem; font: inherit;
  color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 0.5rem; }
textarea { display: block; resize: vertical; }
fieldset { margin: 0 0 1rem; padding: 0.75rem 1rem 0.5rem; border: 1px solid var(--line); border-radius: 0.5rem; }
legend { padding: 0 0.25rem; font-weight: 600; }
fieldset label { font-weight: 400; }
form { display: inline; }
button, .button { display: inline-block; margin: 0 0.5rem 0.5rem 0; padding: 0.6rem 1.1rem; font: inherit; font-weight: 600;
  text-decoration: none; cursor: pointer; color: var(--ink); background: transparent;
  border: 1px solid var(--line); border-radius: 0.5rem; }
button.small { margin: 0; padding: 0.15rem 0.6rem; font-size: 0.85rem; white-space: nowrap; }
button:hover, .button:hover { border-color: var(--act); }
button.primary, .button { color: var(--act-ink); background: var(--act); border-color: var(--act); }
button.primary:hover, .button:hover { filter: brightness(1.08); }
.error { color: var(--danger); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
@media (max-width: 38rem) { header { margin: 1rem auto 0.5rem; padding: 0 2rem; } main { margin: 0; border-width: 1px 0; border-radius: 0; } }
`.trim()

/** Its address changes with its content, so that browsers may keep it for ever. */
export const STYLE_PATH = `/assets/style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`
