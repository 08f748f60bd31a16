import { type Card, explainCard, fileSize, fragments, type Row, ref, shorten, type Text, text } from '../chat'
import type { LeftOut } from './document'
import { inBase, statusWords } from './document-words'
import { mayPass, problemWords } from './problem-words'
import type { Upload } from './repository'

type Version = Upload['versions'][number]

/** How far the files are that came together; redrawn until all are ready. */
export function uploadCard({ base, versions, leftOut }: Upload): Card {
  const rows = [...versions.flatMap(versionRow), ...leftOut.flatMap(leftOutRow)].slice(0, ROWS)
  const lines = [
    ...versions.filter((version) => versionRow(version).length === 0).map(versionLine),
    ...leftOut.filter((each) => leftOutRow(each).length === 0).map(leftOutLine),
  ]
  const failed = versions.some(({ status }) => status === 'failed') || leftOut.length > 0
  const over = versions.every(isOver)
  return {
    tone: failed ? 'warning' : over ? 'success' : 'info',
    title: titleOf(versions, leftOut),
    ...(lines.length > 0 && {
      text: lines.flatMap((line, index) => [...(index > 0 ? ['\n'] : []), ...fragments(line)]),
    }),
    ...(rows.length > 0 && { rows }),
    context: inBase(base),
    buttons: [
      ...(over && base.own && versions.length > 0
        ? [{ label: 'Ask', press: ref('conversations.ask', base.id) }]
        : []),
      { label: 'Documents', press: ref('knowledge.open', base.id) },
    ],
  }
}

/** Others are told of in the text. */
const ROWS = 8

const isOver = ({ status, removed }: Version) => removed || status === 'ready' || status === 'failed'

function titleOf(versions: readonly Version[], leftOut: readonly LeftOut[]): string {
  const [only, ...others] = versions
  if (only && others.length === 0 && leftOut.length === 0) return titleOfOne(only)
  if (!only) return leftOut.length === 1 ? 'Nothing was added' : `None of ${leftOut.length} files was added`
  const ready = versions.filter(({ status }) => status === 'ready').length
  const under = versions.filter((version) => !isOver(version)).length
  const not = versions.length - ready - under + leftOut.length
  const parts = [
    ...(ready > 0 ? [`${ready} ready`] : []),
    ...(under > 0 ? [`${under} under way`] : []),
    ...(not > 0 ? [`${not} not added`] : []),
  ]
  return `${versions.length + leftOut.length} files: ${parts.join(', ')}`
}

function titleOfOne(version: Version): string {
  const name = shorten(version.fileName, 80)
  if (version.removed) return `${name} was removed`
  switch (version.status) {
    case 'ready':
      return `${name} is ready`
    case 'failed':
      return version.problem?.code === 'unchanged'
        ? `${name} is the same as before`
        : `${name} ${statusWords(version)}`
    default:
      return `${name} is on its way`
  }
}

const versionLine = (version: Version): Text =>
  `${shorten(version.fileName, 80)}, ${fileSize(version.sizeBytes)}: ${version.removed ? 'removed' : statusWords(version)}${replacedWords(version)}`

/** Of a document that gets another name by it. */
function replacedWords({ status, removed, fileName, replaced, number }: Version): string {
  if (removed || replaced === null || status === 'failed') return ''
  const [name, before] = [shorten(fileName, 80), shorten(replaced, 80)]
  return status === 'ready'
    ? `\n${name} replaced ${before} (version ${number})`
    : `\n${name} replaces ${before} as soon as it has been read (version ${number})`
}

function versionRow(version: Version): Row[] {
  const { status, problem, removed, documentId } = version
  if (removed || status !== 'failed' || !problem || problem.code === 'unchanged') return []
  const button = mayPass(problem)
    ? { label: 'Try again', press: ref('knowledge.again', documentId) }
    : { label: 'Show problem', press: ref('knowledge.problem', documentId) }
  return [{ text: text`${versionLine(version)}\n${problemWords(problem)[1]}`, button }]
}

function leftOutLine({ why }: LeftOut): Text {
  const { title, text: hint } = explainCard(why)
  return hint === undefined ? title : text`${title}. ${hint}`
}

function leftOutRow({ why, replaces }: LeftOut): Row[] {
  if (!replaces) return []
  const { documentId, handedId, index } = replaces
  const press = ref('knowledge.replaceBy', documentId, handedId, String(index))
  return [{ text: explainCard(why).title, button: { label: 'Replace it', press } }]
}
