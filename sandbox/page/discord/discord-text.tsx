import { DiscordInline } from './discord-inline'

/** Discord's markdown, line by line: https://docs.discord.com/developers/reference#message-formatting */
export function DiscordText({ text }: { text: string }) {
  if (text === '') return null
  return (
    <div className="discord-text">
      {text.split(/(```[\s\S]*?```)/).map(
        (part, index) =>
          // biome-ignore-start lint/suspicious/noArrayIndexKey: parts of a text have no other name
          index % 2 === 1 ? (
            <pre key={index}>{part.slice(3, -3).replace(/^\w*\n/, '')}</pre>
          ) : (
            <Lines key={index} text={part} />
          ),
        // biome-ignore-end lint/suspicious/noArrayIndexKey: parts of a text have no other name
      )}
    </div>
  )
}

function Lines({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <Line key={index} line={line} />
  ))
}

const lineKinds = [
  { mark: /^-# /, className: 'subtext' },
  { mark: /^### /, className: 'h3' },
  { mark: /^## /, className: 'h2' },
  { mark: /^# /, className: 'h1' },
  { mark: /^>(?:>>)? /, className: 'quote' },
  { mark: /^\s*[-*] /, className: 'item' },
]

function Line({ line }: { line: string }) {
  const kind = lineKinds.find(({ mark }) => mark.test(line))
  const inline = <DiscordInline text={kind ? line.replace(kind.mark, '') : line} />
  return kind ? <div className={kind.className}>{inline}</div> : <div>{line === '' ? <br /> : inline}</div>
}
