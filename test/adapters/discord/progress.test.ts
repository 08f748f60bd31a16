import { createProgress } from '../../../adapters/discord/progress'

test('what is still under way, and all that came after it, is repeated for who takes over', async () => {
  const progress = createProgress(7)
  let finish = () => {}
  const work = new Promise<void>((resolve) => {
    finish = resolve
  })
  progress.note(8)
  progress.note(9, work)
  progress.note(10, Promise.resolve())
  await Promise.resolve()
  expect([progress.done(), progress.last()]).toEqual([8, 10])
  finish()
  await work
  expect([progress.done(), progress.last()]).toEqual([10, 10])
})
