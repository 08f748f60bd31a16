import { isRefusal, openForm, type Press, pageNumber, press, refuse, replace, say } from '../chat'
import { DOCUMENTS_PRESS, UPLOAD_PRESS } from '../chatbots'
import { orRefuse } from '../teams'
import { againCard, confirmRemoveCard, problemCard, removedCard } from './done-views'
import { presentAccess, replaceForm, restrictForm, uploadForm } from './forms'
import { readHanded } from './hand-over'
import type { AskingOptions } from './options'
import { listPage, onBase, onDocument, uploadedAnswer } from './pages'
import { removeDocument } from './remove-document'
import { replaceDocument } from './replace-document'
import { documentToReplace } from './repository'
import { unlessMay } from './rules'
import { tryAgain } from './try-again'
import { uploadDocuments } from './upload'

/** Buttons and menus of the cards about documents. */
export function knowledgePresses(options: AskingOptions): readonly Press[] {
  const { db } = options
  return [
    press({
      name: DOCUMENTS_PRESS,
      run: onBase(db, async (context, reached, [page]) => {
        const card = await listPage(db, context, reached, pageNumber(page))
        return isRefusal(card) ? card : replace(card)
      }),
    }),
    // Beside a card that stays.
    press({
      name: 'knowledge.open',
      run: onBase(db, async (context, reached) => {
        const card = await listPage(db, context, reached, 0)
        return isRefusal(card) ? card : say(card)
      }),
    }),
    press({
      name: UPLOAD_PRESS,
      first: 'form',
      run: onBase(
        db,
        async ({ place }, reached) =>
          unlessMay(reached, 'upload') ?? openForm(uploadForm(reached.base, place.platform)),
      ),
    }),
    press({
      name: 'knowledge.addTo',
      async run(context, [handedId = '', baseId = '']) {
        const files = await readHanded(db, context.actor.personId, handedId)
        if (!files) return refuse({ code: 'notFound', what: 'file' })
        const done = await uploadDocuments(options, context, baseId, files, 'message')
        return isRefusal(done) ? done : uploadedAnswer(db, done)
      },
    }),
    press({
      name: 'knowledge.replace',
      first: 'form',
      async run(context, [id = '']) {
        const found = await documentToReplace(db, context, id)
        return isRefusal(found) ? found : openForm(replaceForm(found.document, context.place.platform))
      },
    }),
    press({
      name: 'knowledge.replaceBy',
      async run(context, [id = '', handedId = '', index = '']) {
        const file = (await readHanded(db, context.actor.personId, handedId))?.[Number(index)]
        if (!file) return refuse({ code: 'notFound', what: 'file' })
        const done = await replaceDocument(options, context, { id, file, way: 'message' })
        return isRefusal(done) ? done : uploadedAnswer(db, done)
      },
    }),
    press({
      name: 'knowledge.restrict',
      first: 'form',
      run: onDocument(
        db,
        async (_context, { document, reached }) =>
          unlessMay(reached, 'manageDocuments') ??
          openForm(restrictForm(document, reached.base, presentAccess(document))),
      ),
    }),
    press({
      name: 'knowledge.askRemove',
      run: onDocument(
        db,
        async (_context, found) =>
          unlessMay(found.reached, 'manageDocuments') ?? replace(confirmRemoveCard(found)),
      ),
    }),
    press({
      name: 'knowledge.remove',
      refusal: 'replace',
      run: async (context, [id = '']) =>
        orRefuse(await removeDocument(db, context, id), (done) => replace(removedCard(done))),
    }),
    press({
      name: 'knowledge.again',
      run: async (context, [id = '']) =>
        orRefuse(await tryAgain(options, context, id), (done) => say(againCard(done))),
    }),
    press({
      name: 'knowledge.problem',
      run: onDocument(db, async (_context, found) => say(problemCard(found))),
    }),
  ]
}
