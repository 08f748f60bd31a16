import { isRefusal, refuse, type Submit, say, submit } from '../chat'
import { orRefuse } from '../teams'
import { restrictedCard } from './done-views'
import { findBase } from './find-base'
import { readAccess, replaceForm, restrictForm, uploadForm } from './forms'
import type { AskingOptions } from './options'
import { namedFiles, uploadedAnswer } from './pages'
import { replaceDocument } from './replace-document'
import { documentToManage, documentToReplace } from './repository'
import { restrictDocument } from './restrict-document'
import { unlessMay } from './rules'
import { uploadDocuments } from './upload'

export function knowledgeSubmits(options: AskingOptions): readonly Submit[] {
  const { db } = options
  return [
    submit({
      name: 'knowledge.upload',
      async form({ actor, place }, [id = '']) {
        const reached = await findBase(db, actor, id)
        if (!reached) return refuse({ code: 'notFound', what: 'chatbotOrBase' })
        return unlessMay(reached, 'upload') ?? uploadForm(reached.base, place.platform)
      },
      async run(context, [id = ''], { files }) {
        const done = await uploadDocuments(options, context, id, namedFiles(context, files), 'form')
        return isRefusal(done) ? done : uploadedAnswer(db, done)
      },
    }),
    submit({
      name: 'knowledge.replace',
      async form(context, [id = '']) {
        const found = await documentToReplace(db, context, id)
        return isRefusal(found) ? found : replaceForm(found.document, context.place.platform)
      },
      async run(context, [id = '', seen = ''], { files }) {
        const [file] = namedFiles(context, files)
        const done = await replaceDocument(options, context, { id, seen: Number(seen), file, way: 'form' })
        return isRefusal(done) ? done : uploadedAnswer(db, done)
      },
    }),
    submit({
      name: 'knowledge.restrict',
      long: ['readers'],
      // Shown again with the present version: who saves now has been told of the other change.
      async form(context, [id = ''], values) {
        const found = await documentToManage(db, context, id)
        return isRefusal(found) ? found : restrictForm(found.document, found.reached.base, readAccess(values))
      },
      run: async (context, [id = '', seen = ''], values) =>
        orRefuse(await restrictDocument(db, context, id, Number(seen), readAccess(values)), (done) =>
          say(restrictedCard(done)),
        ),
    }),
  ]
}
