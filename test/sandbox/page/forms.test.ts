import type { Locator } from 'playwright-core'
import { until } from '../../support/until'
import { inBrowser, openPage } from './open-page'
import { send } from './panel'

const at = openPage()

const isInSight = (field: Locator) =>
  field.evaluate((element) => {
    const [inner, outer] = [element, element.closest('.fields') ?? element].map((each) =>
      each.getBoundingClientRect(),
    )
    return (
      inner !== undefined && outer !== undefined && inner.top >= outer.top && inner.bottom <= outer.bottom
    )
  })

inBrowser.each(['slack', 'discord'] as const)(
  'in %s a form sends what it came with, and what was cleared as empty',
  async (platform) => {
    const { box, dialog, panel } = at[platform]()
    const submit = dialog.locator('[type=submit]')
    await send(box, '/preferences')
    await submit.click()
    await panel.getByText('Saved ["Liv","Tuesday",["Monday","Tuesday"]]').waitFor()

    await send(box, '/preferences')
    await dialog.getByLabel('Nickname').fill('')
    await dialog.getByLabel('First day').selectOption('')
    await dialog.getByLabel('Monday').uncheck()
    await dialog.getByLabel('Tuesday').uncheck()
    await submit.click()
    await panel.getByText('Saved ["","",[]]').waitFor()
  },
)

inBrowser('a form scrolls to its first field with an error', async () => {
  const { box, dialog } = at.slack()
  await at.page.setViewportSize({ width: 1440, height: 800 })
  await send(box, '/preferences')
  const nickname = dialog.getByLabel('Nickname')
  const save = dialog.getByRole('button', { name: 'Save' })
  await nickname.fill('Nobody')
  for (const wishes of ['more', 'even more']) {
    await dialog.getByLabel('Wishes').fill(wishes)
    await until(async () => !(await isInSight(nickname)))
    await save.click()
    await until(() => isInSight(nickname))
  }
})
