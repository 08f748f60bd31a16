import type { DocumentRefusal, SizeLimit } from './refusal'
import { bold, code, shorten, slash, type Text, text } from './text'

/** Why a document or a knowledge base is not taken, or not changed; what would be right below. */
export function explainDocument(refusal: DocumentRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'documentType':
      return [
        `${short(refusal.name)} is of a type I cannot read`,
        text`I read ${refusal.known.join(', ')}. Save it as one of these, and upload that.`,
      ]
    case 'documentSize':
      return [
        `${short(refusal.name)} is too large: ${fileSize(refusal.sizeBytes)}`,
        text`${taker(refusal.by)} ${bold(fileSize(refusal.limitBytes))} at most. ${wayOut(refusal.by)}`,
      ]
    case 'documentTwice':
      return [
        `Two of these files are called ${short(refusal.name)}`,
        'Only the first one was taken. Give the other another name.',
      ]
    case 'documentThere':
      return [
        `${shorten(refusal.base, 40)} has a document called ${short(refusal.name)} already`,
        'Replace that one, or give this file another name.',
      ]
    case 'documentsFull':
      return [
        `${shorten(refusal.base, 60)} would have more than ${refusal.limit} documents`,
        `It has ${refusal.count}. Remove some, or put several into one file.`,
      ]
    case 'basesFull':
      return [
        `Workspace ${shorten(refusal.workspace, 60)} has ${refusal.limit} knowledge bases already`,
        'It cannot have more. Delete one, or add your documents to one of them.',
      ]
    case 'usedBasesFull':
      return [
        `${shorten(refusal.agent, 60)} uses ${refusal.limit} knowledge bases already`,
        'It cannot use more, beside the documents of its own. Take one away first.',
      ]
    case 'baseNameTaken':
      return [
        `${shorten(refusal.workspace, 50)} has a knowledge base called ${short(refusal.name)} already`,
        'Choose another name.',
      ]
    case 'documentBusy':
      return [`${short(refusal.name)} is still being put away`, 'Please try again in a minute.']
    case 'documentsNeedTeam':
      return [
        'You are in no team that lets you upload documents',
        text`Ask for an invitation to a team of this workspace, or make one with ${slash('team create')}.`,
      ]
    case 'readersUnread':
      return [
        shorten(
          `I do not understand ${refusal.unread.map((line) => `“${shorten(line, 40)}”`).join(', ')}`,
          150,
        ),
        text`Write one on each line: an address like ${code('ann@acme.com')}, everybody of a domain like ${code('*@acme.com')}, or the name of a team of this workspace.`,
      ]
    case 'readersForEveryone':
      return ['You listed people: choose “Only those listed below”, or empty the list']
    case 'readersWithoutYou':
      return [
        'You would not be able to read this document yourself',
        text`Add your address or a team of yours (${slash('whoami')} shows both), or tick that you mean it.`,
      ]
  }
}

const short = (name: string) => shorten(name, 60)

function taker(by: SizeLimit): string {
  switch (by.kind) {
    case 'plan':
      return `The plan ${by.plan} of this workspace takes`
    case 'type':
      return `Of a file of type ${by.type.toUpperCase()} I read`
    case 'platform':
      return by.way === 'form' ? 'A form here takes' : 'This chat takes'
  }
}

const wayOut = (by: SizeLimit) =>
  by.kind === 'platform' && by.way === 'form'
    ? 'Send it to me in a private message instead.'
    : 'Split it into several files.'

/** A size as people read it, rounded up, with a decimal where that tells something: "25 MB", "1.3 MB", "3 kB". */
export function fileSize(bytes: number): string {
  if (bytes < 2 ** 20) return `${Math.ceil(bytes / 2 ** 10)} kB`
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(Math.ceil((bytes / 2 ** 20) * 10) / 10)} MB`
}
