import { one } from './names-in-titles'
import type { QuestionRefusal } from './refusal'
import { bold, code, shorten, slash, type Text, text, time } from './text'

/** Words for why a question is not asked or answered, or its answer not shown. */
export function explainQuestion(refusal: QuestionRefusal): readonly [title: string, hint?: Text | undefined] {
  switch (refusal.code) {
    case 'askPrivately':
      return [
        `${one(refusal.chatbot)} is not shared with everybody here`,
        text`Ask it in a private message to me, or with ${slash('ask')} and ${code('private:yes')}.`,
      ]
    case 'notYours':
      return [
        'This was not your question',
        text`Only ${bold(shorten(refusal.whose))}, who asked it, may do that.`,
      ]
    case 'alreadyAsked':
      return ['This question has been asked already', 'Its answer stands where it was asked.']
    case 'tooManyQuestions':
      return [
        `At most ${refusal.limit} questions in ${refusal.minutes} minutes`,
        text`Your next one can be asked ${time(refusal.retryAt)}. Nothing was lost: this one was not answered.`,
      ]
    case 'budgetEmpty':
      return [
        `The monthly budget of workspace ${one(refusal.workspace)} is used up`,
        text`Its chatbots answer again from ${time(refusal.endsAt)}. Nothing was lost: this question was not answered and cost nothing. The workspace and billing admins know; they can top it up sooner, and the owner of a team can top up the team.`,
      ]
  }
}
