import { type Command, command, isRefusal, say } from '../chat'
import { chatbotOption, type ReachedChatbot, whichChatbot } from '../chatbots'
import { baseOf } from './base'
import type { Way } from './document'
import { offerUpload } from './offer-upload'
import type { AskingOptions } from './options'
import { atField, listPage, namedFiles, uploadedAnswer } from './pages'
import { EXTENSIONS, unlessMay } from './rules'
import { uploadDocuments } from './upload'

export function knowledgeCommands(options: AskingOptions): readonly Command[] {
  const { db } = options
  return [
    command({
      name: 'chatbot docs',
      description: 'List the documents of a chatbot, or add one',
      form: { title: 'Documents of a chatbot', submitLabel: 'Continue' },
      options: {
        chatbot: chatbotOption(db),
        file: {
          kind: 'file',
          description: 'A document to add; leave it out to see the list',
          extensions: EXTENSIONS,
        },
      },
      async run(context, { chatbot: typed, file }) {
        const action = file === undefined ? 'seeDocuments' : 'upload'
        const fits = (each: ReachedChatbot) => unlessMay(baseOf(each, context.actor), action) === undefined
        const reached = await whichChatbot(db, context, typed, fits)
        const files = namedFiles(context, file)
        if (isRefusal(reached))
          // The form that would ask cannot hold a file that was given already.
          return reached.code === 'pick' && files.length > 0 ? offerUpload(options, context, files) : reached
        if (file === undefined) {
          const page = await listPage(db, context, baseOf(reached, context.actor), 0)
          return isRefusal(page) ? page : say(page)
        }
        // A file in the words of a Slack command can only have come through a form.
        const way: Way = context.place.platform === 'slack' ? 'form' : 'message'
        const done = await uploadDocuments(options, context, reached.chatbot.id, files, way)
        if (isRefusal(done)) return atField(done, 'file')
        return uploadedAnswer(db, done)
      },
    }),
  ]
}
