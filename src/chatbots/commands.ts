import { decideTeam } from '../access'
import { type Command, command, openForm, say } from '../chat'
import type { Database } from '../db'
import { denied, inTeam, teamOption } from '../teams'
import { changeStatus } from './change-status'
import { type ChatbotEvent, NAME_LENGTH } from './chatbot'
import { duplicateChatbot } from './create-chatbot'
import { duplicatedCard, statusCard } from './done-views'
import { createForm } from './forms'
import { askDelete, askEdit, canBe, changeNamed, listPage, mayDo, onNamed, showPage } from './pages'
import { chatbotOption } from './which-chatbot'

export function chatbotCommands(db: Database): readonly Command[] {
  const chatbot = chatbotOption(db)
  return [
    command({
      name: 'chatbot list',
      description: 'List your chatbots and those shared with you',
      options: {
        only: {
          kind: 'choice',
          description: 'Only your own, or only those shared with you; all if left out',
          choices: [
            { value: 'yours', label: 'Yours' },
            { value: 'shared', label: 'Shared with you' },
          ],
        },
      },
      run: async (context, { only }) => say(await listPage(db, context, 0, only)),
    }),
    command({
      name: 'chatbot show',
      description: 'Show a chatbot: settings, owner, who pays, documents',
      options: { chatbot },
      run: onNamed(db, async (_context, reached) => say(await showPage(db, reached))),
    }),
    command({
      name: 'chatbot create',
      description: 'Make a chatbot: name, description, instructions',
      first: 'form',
      options: {
        name: { kind: 'text', description: 'Name of the chatbot', maxLength: NAME_LENGTH },
        team: teamOption,
      },
      run: inTeam(async (_context, own, { name = '' }) => {
        const decision = decideTeam(own, 'chatbot.create')
        return decision.allowed ? openForm(createForm(own, { name })) : denied(decision.reason, own)
      }),
    }),
    command({
      name: 'chatbot edit',
      description: 'Change name, description, instructions and answers',
      first: 'form',
      options: { chatbot },
      run: onNamed(db, (_context, reached) => askEdit(reached), mayDo('edit')),
    }),
    ...STATUS_COMMANDS.map(([event, description]) =>
      command({
        name: `chatbot ${event}`,
        description,
        options: { chatbot },
        run: changeNamed(
          db,
          (context, id) => changeStatus(db, context, id, event),
          (done) => say(statusCard(done)),
          canBe(event),
        ),
      }),
    ),
    command({
      name: 'chatbot duplicate',
      description: 'Make another chatbot with the same settings',
      options: { chatbot },
      run: changeNamed(
        db,
        (context, id) => duplicateChatbot(db, context, id),
        (made) => say(duplicatedCard(made)),
      ),
    }),
    command({
      name: 'chatbot delete',
      description: 'Delete a chatbot with its documents and conversations',
      first: 'form',
      options: { chatbot },
      run: onNamed(db, (_context, reached) => askDelete(reached), mayDo('delete')),
    }),
  ]
}

const STATUS_COMMANDS: readonly (readonly [ChatbotEvent, string])[] = [
  ['pause', 'Let a chatbot answer nobody for a while'],
  ['resume', 'Let a paused chatbot answer again'],
  ['archive', 'Put a chatbot away; it can be restored'],
  ['restore', 'Bring an archived chatbot back'],
]
