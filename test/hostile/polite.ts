import type { Answer } from '../../src/chat'
import { LIMITS } from '../../src/chat'
import { checkCard, checkForm } from '../../src/chat/check-view'
import { sideBySide } from '../../src/side-by-side'
import type { TestUser } from '../support/rolecall'
import { FOREIGN, type Scene } from './scene'

type Happening = Parameters<TestUser['does']>[0]

/** Does it, and lists what is wrong with the answer; nothing when it is one clear, private answer that tells nothing foreign. */
export async function complaintsAbout(
  scene: Pick<Scene, 'theirIds'>,
  user: TestUser,
  happening: Happening,
): Promise<string[]> {
  return (await attempt(scene, user, happening)).complaints
}

/** Does all of it, some of it at once, unless `atOnce` is one; lists what is wrong with the answers, each by `what` was done. */
export async function complaintsAboutAll(
  scene: Pick<Scene, 'theirIds'>,
  cases: readonly { what: string; user: TestUser; happening: Happening }[],
  atOnce = 8,
): Promise<string[]> {
  const complaints: string[] = []
  await sideBySide(cases, atOnce, async ({ what, user, happening }) => {
    const found = await complaintsAbout(scene, user, happening)
    complaints.push(...found.map((complaint) => `${what}: ${complaint}`))
  })
  return complaints
}

/** Does it; resolves to what was said as well. */
export async function attempt(
  { theirIds }: Pick<Scene, 'theirIds'>,
  user: TestUser,
  happening: Happening,
): Promise<{ said: string[]; complaints: string[] }> {
  const answer = await user.does(happening).catch((error: unknown) => String(error))
  if (typeof answer === 'string') return { said: [], complaints: [`failed: ${answer.slice(0, 300)}`] }
  const said = wordsIn(answer)
  return { said, complaints: complaintsIn(answer, said, happening, theirIds) }
}

function complaintsIn(answer: Answer, said: string[], happening: Happening, theirIds: Scene['theirIds']) {
  // What somebody typed may be quoted back to them.
  const typed = wordsIn(happening)
    .flatMap((words) => [words, ...words.split('"')])
    .filter((words) => words.length > 2)
  const unquoted = said.map((words) => typed.reduce((rest, quote) => rest.replaceAll(quote, ''), words))
  return [
    ...(answer.kind === 'say' && answer.audience !== 'private' ? [`said in ${answer.audience}`] : []),
    ...tooLarge(answer),
    ...(said.some((words) => words.includes('Something went wrong')) ? ['went wrong'] : []),
    ...(said.some((words) => UNSTORABLE.test(words)) ? ['answers with what cannot be shown'] : []),
    ...unquoted
      .filter((words) => tells(words, theirIds))
      .map((words) => `tells of the other account: ${words}`),
  ]
}

const UNSTORABLE = /[\0\p{Cs}]/u

function tooLarge(answer: Answer): string[] {
  try {
    if ('card' in answer) checkCard(answer.card)
    else if ('form' in answer) checkForm(answer.form)
    const { title } = 'card' in answer ? answer.card : 'form' in answer ? answer.form : answer
    return title.trim() === '' || title.length > LIMITS.title ? [`title "${title}"`] : []
  } catch (error) {
    return [String(error)]
  }
}

const tells = (words: string, ids: Scene['theirIds']) =>
  words.toLowerCase().includes(FOREIGN) ||
  Object.values(ids).some((each) => each.some((id) => words.includes(id)))

/** Every string inside of a value. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}
