import { decideWorkspace } from '../access'
import { bold, type Card, type Context, oneLine, pager, type Row, ref, shorten, text, time } from '../chat'
import { answerPieces, questionLine, SOURCES_SHOWN, type Source } from '../conversations'
import { placeInWords } from '../knowledge'
import { inWorkspaceLine, type Workspace } from '../scopes'
import type { SeenTurn, Thread } from './thread'

const ANSWER_SHOWN = 180
/** Of the names of the documents below an answer in a list. */
const SOURCES_LENGTH = 60
const NOT_SHOWN = 'The answer rests on documents that you may not read, or that are not there any more.'

/** `agentId`: only the threads of that one are listed; empty: of all. */
export function threadsCard(
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  threads: readonly Thread[],
  { page, total, agentId }: { page: number; total: number; agentId: string },
): Card {
  const { workspaceId, workspaceName } = workspace
  const deletes = decideWorkspace(actor, workspace, 'thread.delete').allowed
  const count = `${total} ${total === 1 ? 'thread' : 'threads'}, the latest first`
  return {
    title: `Threads of workspace ${shorten(workspaceName, 100)}`,
    text: total === 0 ? 'Nobody has asked an agent here yet.' : count,
    rows: threads.map((thread) => threadRow(thread, deletes)),
    context: inWorkspaceLine(workspaceName),
    buttons: pager(page, total, (other) => ref('threads.list', workspaceId, String(other), agentId)),
  }
}

function threadRow(
  { id, agent, startedBy, shared, question, questions, lastAt }: Thread,
  deletes: boolean,
): Row {
  const more = `${questions} ${questions === 1 ? 'question' : 'questions'}`
  return {
    text: text`${bold(shorten(agent, 60))}${shared ? ' in a channel' : ''}, asked by ${shorten(startedBy, 40)}: ${questionLine(question, 120)} · ${more}, ${time(lastAt, 'relative')}`,
    menu: {
      label: 'More',
      options: [
        { label: 'Read', press: ref('threads.read', id) },
        ...(deletes ? [{ label: 'Delete', press: ref('threads.askDelete', id) }] : []),
      ],
    },
  }
}

export function threadCard(
  { actor }: Pick<Context, 'actor'>,
  thread: Thread,
  turns: readonly SeenTurn[],
  { page, total }: { page: number; total: number },
): Card {
  const { id, agent, startedBy, workspaceName } = thread
  const deletes = decideWorkspace(actor, thread, 'thread.delete').allowed
  return {
    title: shorten(`Thread of ${startedBy} with ${agent}`, 150),
    rows: turns.map(turnRow),
    context: inWorkspaceLine(workspaceName),
    buttons: [
      ...pager(page, total, (other) => ref('threads.page', id, String(other))),
      { label: 'All threads', press: ref('threads.list', thread.workspaceId, '0', '') },
      ...(deletes
        ? [{ label: 'Delete', press: ref('threads.askDelete', id), style: 'danger' as const }]
        : []),
    ],
  }
}

function turnRow({ id, asker, question, answer, sources, askedAt }: SeenTurn): Row {
  const named = shorten(sources.map(sourceWords).join(', '), SOURCES_LENGTH)
  const words = answer === null ? NOT_SHOWN : oneLine(answer)
  return {
    text: text`${bold(shorten(asker, 40))}: ${questionLine(question, 80)} · ${time(askedAt, 'relative')}\n${shorten(words, ANSWER_SHOWN)}${named === '' ? '' : `\n${named}`}`,
    ...((words.length > ANSWER_SHOWN || sources.length > 0) && {
      button: { label: 'Whole answer', press: ref('threads.answer', id, '0') },
    }),
  }
}

const sourceWords = ({ number, document }: Source) => `[${number}] ${shorten(document, 80)}`
const sourceLine = (source: Source) => `${sourceWords(source)} — ${shorten(placeInWords(source.place), 100)}`

/** One piece of a long answer. */
export function answerCard(thread: Thread, { id, question, answer, sources }: SeenTurn, page: number): Card {
  const pieces = answer === null ? [NOT_SHOWN] : answerPieces(answer)
  const shown = Math.min(page, pieces.length - 1)
  const button = (label: string, other: number) => ({
    label,
    press: ref('threads.answer', id, String(other)),
  })
  return {
    title: shorten(questionLine(question, 150), 150),
    text: pieces[shown] ?? '',
    ...(sources.length > 0 && {
      fields: [{ name: 'Sources', value: sources.slice(0, SOURCES_SHOWN).map(sourceLine).join('\n') }],
    }),
    context: text`${inWorkspaceLine(thread.workspaceName)} · answered by ${bold(shorten(thread.agent))}${pieces.length > 1 ? ` · part ${shown + 1} of ${pieces.length}` : ''}`,
    buttons: [
      ...(shown > 0 ? [button('Previous', shown - 1)] : []),
      ...(shown < pieces.length - 1 ? [button('Next', shown + 1)] : []),
      { label: 'Thread', press: ref('threads.read', thread.id) },
    ],
  }
}

export const confirmDeleteCard = ({
  id,
  agent,
  startedBy,
  question,
  questions,
  workspaceName,
}: Thread): Card => ({
  tone: 'danger',
  title: 'Delete this thread?',
  text: text`“${questionLine(question, 120)}” by ${bold(shorten(startedBy, 40))} and everything after it (${String(questions)} ${questions === 1 ? 'question' : 'questions'} to ${bold(shorten(agent))}) is gone for good, also where it was posted. What it cost stays.`,
  context: inWorkspaceLine(workspaceName),
  buttons: [
    { label: 'Delete', press: ref('threads.delete', id), style: 'danger' },
    { label: 'Cancel', press: ref('threads.keep') },
  ],
})

export const deletedThreadCard = (workspaceName: string): Card => ({
  tone: 'success',
  title: 'The thread is deleted',
  context: inWorkspaceLine(workspaceName),
})

export const keptCard: Card = { title: 'Nothing was changed' }
