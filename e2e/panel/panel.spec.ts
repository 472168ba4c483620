import { expect, type Page, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

const tile = (page: Page, place: number) => page.locator(`[data-place="${place}"]`)
const images = (page: Page) => page.getByRole('spinbutton', { name: 'Number of images' })
const generate = (page: Page) => page.getByRole('button', { name: 'Generate', exact: true }).last()

test.describe('the panel over a scripted main process', () => {
  const harness = specHarness()
  let page: Page
  const open = async (query: string, route = 'generate') => {
    page = await harness.open(query, route)
    return page
  }
  test.afterEach(() => page.close())

  test('says what is wrong with a field as it is typed, and starts nothing with it', async () => {
    await open('state=idle')
    for (const [typed, words] of [
      ['0', 'Must be at least 1'],
      ['10001', 'Must be at most 10,000'],
      ['', 'Must be a number'],
      ['1.5', 'Must be a whole number'],
    ] as const) {
      await images(page).fill(typed)
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
      await generate(page).click()
      await expect(page.getByText('Could not generate').first()).toBeVisible()
      expect(await page.getByRole('list', { name: /^Images of job/ }).count()).toBe(0)
      await expect(images(page)).toHaveValue(typed)
    }
    await page.getByRole('spinbutton', { name: 'Width' }).fill('513')
    await expect(page.getByText('Must be a multiple of 8 px').first()).toBeVisible()
    await page.getByRole('spinbutton', { name: 'Width' }).blur()
    await expect(page.getByRole('spinbutton', { name: 'Width' })).toHaveValue('512')
  })

  test('plans as one types and starts a job with Ctrl+Enter, whose tiles become pictures', async () => {
    await open('state=idle')
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a lighthouse')
    await images(page).fill('2')
    await page.getByRole('radio', { name: 'Exactly' }).click()
    await page.getByRole('spinbutton', { name: 'Steps', exact: true }).fill('2')
    await expect(page.getByRole('img', { name: /^Plan: laptop 1 image and master 1 image$/ })).toBeVisible()
    await page.keyboard.press('Control+Enter')
    const tiles = page.getByRole('list', { name: 'Images of job 31' }).getByRole('listitem')
    await expect(tiles).toHaveCount(2)
    await expect(page.locator('li[data-state="stored"]')).toHaveCount(2)
    await expect(page.getByRole('status').getByText(/^2 images in 0:0/)).toBeVisible()
  })

  test('makes as many as fit by a time, which is typed or stepped and must be one', async () => {
    await open('state=idle&images=2')
    await page.getByRole('radio', { name: 'Until' }).click()
    await expect(images(page)).toHaveCount(0)
    const when = page.getByRole('textbox', { name: 'Until when' })
    await expect(when).toHaveValue('3m')
    await when.press('ArrowUp')
    await expect(when).toHaveValue('5m')
    await expect(page.getByText(/^About \d+ images by \d\d:\d\d/)).toBeVisible()

    await when.fill('soon')
    await expect(page.getByRole('alert').filter({ hasText: 'Give a time such as 18:00' })).toBeVisible()
    await generate(page).click()
    await expect(page.getByText('Could not generate').first()).toBeVisible()
    await expect(when).toHaveValue('soon')
    // What nobody sees any more is in nobody's way.
    await page.getByRole('radio', { name: 'Exactly' }).click()
    await expect(images(page)).toHaveValue('2')
    await page.getByRole('radio', { name: 'Until' }).click()
    await expect(when).toHaveValue('30m')

    await when.fill('20s')
    await page.getByRole('switch', { name: 'May end late' }).click()
    await page.getByRole('spinbutton', { name: 'Steps', exact: true }).fill('10')
    await expect(page.getByText(/^About 1\d images by \d\d:\d\d$/)).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/of about 1\d images by \d\d:\d\d$/)).toBeVisible()
  })

  test('walks the pictures by keyboard, opens one, steps on, and comes back to it', async () => {
    await open('state=finished&frozen')
    await tile(page, 0).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect(tile(page, 6)).toBeFocused()
    await page.keyboard.press('End')
    await expect(tile(page, 22)).toBeFocused()
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('dialog', { name: /^Image 23 of 23/ })
    await expect(viewer).toBeVisible()
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('dialog', { name: /^Image 22 of 23/ })).toBeVisible()
    await page.keyboard.press('1')
    const scale = page.getByRole('dialog').getByRole('status')
    await expect(scale).toHaveText('100%')
    await page.keyboard.press('+')
    await expect(scale).toHaveText('125%')
    await page.keyboard.press('i')
    await expect(page.getByRole('complementary', { name: 'Picture settings' })).toBeHidden()
    await page.keyboard.press('i')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(tile(page, 21)).toBeFocused()
  })

  test('enlarges a small picture to the window, remembers 1:1, and keeps its keys at the ends', async () => {
    await open('state=finished&frozen')
    await tile(page, 21).click()
    const viewer = page.getByRole('dialog')
    const size = (name: string) => viewer.getByRole('radio', { name, exact: true })
    // What another test chose is remembered.
    await page.keyboard.press('0')
    await expect(size('Fit')).toBeChecked()
    await expect(viewer.getByRole('status')).not.toHaveText('100%')
    await viewer.getByRole('button', { name: 'Next picture' }).click()
    await expect(page.getByRole('dialog', { name: /^Image 23 of 23/ })).toBeVisible()
    await expect(viewer.getByRole('button', { name: 'Next picture' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('dialog', { name: /^Image 22 of 23/ })).toBeVisible()
    await size('1:1').click()
    await page.keyboard.press('+')
    await expect(size('1:1')).not.toBeChecked()
    await page.keyboard.press('Escape')
    await tile(page, 2).click()
    await expect(size('1:1')).toBeChecked()
    await expect(viewer.getByRole('status')).toHaveText('100%')
  })

  test('drags a picture out of the viewer; one that is larger than its pane is moved instead', async () => {
    await open('state=finished&frozen')
    await page.evaluate(`
      window.dragged = []
      window.tributary.dragImages = async ({ imageIds }) => {
        window.dragged.push(...imageIds)
        return { ok: true, value: {} }
      }`)
    const dragged = () => page.evaluate('window.dragged')
    await tile(page, 4).click()
    await page.keyboard.press('0')
    const picture = page.getByRole('dialog').getByRole('img', { name: /^alpine valley/ })
    const pull = async () => {
      const box = await picture.boundingBox()
      const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 60, y + 40, { steps: 6 })
      await page.mouse.up()
      return { from: box?.x, to: (await picture.boundingBox())?.x }
    }
    const fitting = await pull()
    await expect.poll(dragged).toEqual(['image-31-4'])
    expect(fitting.to).toBe(fitting.from)
    for (let press = 0; press < 4; press++) await page.keyboard.press('+')
    const zoomed = await pull()
    expect(zoomed.to).toBeCloseTo((zoomed.from ?? 0) + 60, 0)
    expect(await dragged()).toEqual(['image-31-4'])
  })

  test('deletes in the viewer, steps on, and fills the screen', async () => {
    await open('state=finished&frozen')
    await tile(page, 4).click()
    await expect(page.getByRole('dialog', { name: /^Image 5 of 23/ })).toBeVisible()
    await page.keyboard.press('Delete')
    await expect(page.getByRole('dialog', { name: /^Image 5 of 22/ })).toBeVisible()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('F11')
    await expect(page.getByRole('button', { name: 'Leave full screen (F11)' })).toBeVisible()
    await page.keyboard.press('F11')
    await expect(page.getByRole('button', { name: 'Full screen (F11)', exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.locator('li[data-state="stored"]')).toHaveCount(23)
  })

  test('keeps the focus in the job whose picture was deleted', async () => {
    await open('state=crowded&frozen')
    const older = page.getByRole('list', { name: /^Images of job/ }).nth(1)
    const at = (place: number) => older.locator(`[data-place="${place}"]`)
    const [name, nextName] = [await at(1).textContent(), await at(2).textContent()]
    expect(nextName).not.toBe(name)
    await at(1).focus()
    await page.keyboard.press('Delete')
    await expect(at(1)).toHaveText(String(nextName))
    await expect(at(1)).toBeFocused()
  })

  test('leaves the full screen with the viewer', async () => {
    await open('state=finished&frozen')
    await tile(page, 4).click()
    await page.keyboard.press('F11')
    await expect(page.getByRole('button', { name: 'Leave full screen (F11)' })).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect.poll(() => page.evaluate('document.fullscreenElement === null')).toBe(true)
  })

  test('keeps the keys of its menu from the viewer', async () => {
    await open('state=finished&frozen')
    await tile(page, 4).click()
    const viewer = page.getByRole('dialog', { name: /^Image 5 of 23/ })
    await viewer.getByRole('img', { name: /^alpine valley/ }).click({ button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    for (const key of ['End', 'Delete', 'i']) await page.keyboard.press(key)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await expect(viewer).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Picture settings' })).toBeVisible()
  })

  test('takes the settings of a picture into the form, and back out again', async () => {
    await open('state=finished&frozen')
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('something else')
    await tile(page, 3).click()
    await page.getByRole('button', { name: 'Use settings' }).click()
    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveText(/^alpine valley/)
    await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toHaveValue('418210')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveText('something else')
  })

  test('says that settings fixed the seed, in the message and at the field, and takes a random one again', async () => {
    await open('state=finished&frozen')
    await tile(page, 3).click()
    await page.getByRole('button', { name: 'Use settings' }).click()
    await expect(page.getByText(/^The seed is fixed: 418210\./)).toBeVisible()
    await expect(page.getByText('fixed', { exact: true })).toBeVisible()
    await page.locator('[data-sonner-toast]').getByRole('button', { name: 'Random seed' }).click()
    await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toHaveValue('')
    await expect(page.getByText('fixed', { exact: true })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Random seed', pressed: true })).toBeVisible()
  })

  test('shows what became of a lost worker: on the job, in the timeline, on the tiles', async () => {
    await open('state=trouble&frozen')
    await expect(page.getByText('master stopped. Images 17-20 go to other machines')).toBeVisible()
    const returned = page.locator('[data-block][data-state="returned"]')
    await returned.hover()
    await expect(page.getByRole('tooltip')).toContainText('given to other machines at')
    await expect(page.getByRole('tooltip')).toContainText('Connection refused.')
    await expect(page.locator('li[data-state="waiting"]')).toHaveCount(4)
    await expect(page.getByText('other sampler', { exact: true })).toBeVisible()
  })

  test('shows the last pictures after a restart, and opens them', async () => {
    await open('state=idle&pictures=400&frozen')
    const tile = page
      .getByRole('region', { name: /^Earlier pictures of job/ })
      .first()
      .getByRole('button', { name: /^Image/ })
    await tile.first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(tile.first()).toBeVisible()
  })

  test('keeps the last pictures within a small window, however long their prompt is', async () => {
    await open('state=idle&pictures=400&frozen')
    await page.setViewportSize({ width: 1024, height: 700 })
    const section = page.getByRole('region', { name: /^Earlier pictures of job/ }).first()
    await expect(section).toBeVisible()
    const right = await section.evaluate((element) => element.getBoundingClientRect().right)
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(right).toBeLessThanOrEqual(1024)
  })

  test('acts on the last pictures after a restart, by menu and keys', async () => {
    await open('state=idle&pictures=400&frozen')
    const tiles = page.getByRole('region', { name: /^Earlier pictures of job/ }).getByRole('listitem')
    const before = await tiles.count()
    const [first, second] = [tiles.nth(0), tiles.nth(1)]
    const secondName = await second.getByRole('button').getAttribute('aria-label')
    await first.getByRole('button').click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: /^Copy picture/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await first.getByRole('button').focus()
    await page.keyboard.press('Delete')
    await expect(tiles).toHaveCount(before - 1)
    await expect(first.getByRole('button', { name: String(secondName), exact: true })).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(tiles).toHaveCount(before)
  })

  test('brings a restored picture back that the gallery has not read', async () => {
    await open('state=idle&pictures=400&frozen', 'gallery')
    const name = String(await tile(page, 0).textContent())
    const picture = page.locator('[data-place]').filter({ hasText: name })
    await expect(picture).toHaveCount(1)
    await tile(page, 0).focus()
    await page.keyboard.press('Delete')
    await expect(picture).toHaveCount(0)
    await page.getByRole('searchbox').fill('alpine')
    await expect(page.locator('header [aria-busy]')).toHaveCount(0)
    await tile(page, 0).focus()
    await page.keyboard.press('Control+z')
    await expect(picture).toHaveCount(1)
  })

  test('keeps the focus on the heart of a selection, and text selected in the viewer for Ctrl+C', async () => {
    await open('state=finished&frozen', 'gallery')
    await tile(page, 0).click()
    await tile(page, 1).click({ modifiers: ['Control'] })
    await page.getByRole('button', { name: 'Add to favourites' }).press('Enter')
    await expect(page.getByRole('button', { name: 'Remove from favourites' })).toBeFocused()

    await page.evaluate(`
      window.copies = 0
      const { copyImage } = tributary
      tributary.copyImage = (request) => {
        window.copies++
        return copyImage(request)
      }
    `)
    await tile(page, 2).dblclick()
    const viewer = page.getByRole('dialog')
    await viewer
      .getByText(/^alpine valley/)
      .first()
      .selectText()
    await viewer.locator('[data-keys]').focus()
    await page.keyboard.press('Control+c')
    expect(await page.evaluate('copies')).toBe(0)
    await page.evaluate('getSelection().removeAllRanges()')
    await page.keyboard.press('Control+c')
    expect(await page.evaluate('copies')).toBe(1)
  })

  test('shows nothing of the gallery while the trash is read', async () => {
    await open('state=idle&pictures=400&trashed=3&frozen', 'gallery')
    await expect(tile(page, 0)).toBeVisible()
    await page.evaluate(`
      const { listImages } = tributary
      tributary.listImages = async (request) => {
        await new Promise((resolve) => { window.answerNow = resolve })
        return listImages(request)
      }
    `)
    await page.getByRole('button', { name: 'Show the trash' }).click()
    await expect(page.getByRole('heading', { name: 'Trash', exact: true })).toBeVisible()
    await expect(tile(page, 0)).toHaveCount(0)
    await page.evaluate('answerNow()')
    await expect(page.getByRole('list', { name: 'Pictures' }).getByRole('listitem')).toHaveCount(3)
  })

  test('narrows the gallery to days, says which, and takes them back', async () => {
    await open('state=finished&pictures=300&frozen', 'gallery')
    const day = await page.evaluate(() =>
      new Date(Date.now() - new Date().getTimezoneOffset() * 60_000 - 86_400_000).toISOString().slice(0, 10),
    )
    await expect(page.getByText('323 pictures')).toBeVisible()
    await page.getByRole('button', { name: 'Date', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'From day to day…' }).press('Enter')
    await expect(page.getByLabel('From', { exact: true })).toBeFocused()
    await page.getByLabel('To', { exact: true }).fill(day)
    await expect(page.getByText('323 pictures')).toBeHidden()
    await page.getByLabel('From', { exact: true }).fill('2999-01-01')
    await expect(page.getByRole('alert')).toHaveText('The first day is after the last one.')
    await page.keyboard.press('Escape')
    const filter = page.getByRole('button', { name: /^Date: until / })
    await expect(filter).toBeFocused()
    await page.getByRole('button', { name: 'Any day' }).press('Enter')
    await expect(page.getByRole('button', { name: 'Date', exact: true })).toBeFocused()
    await expect(page.getByText('323 pictures')).toBeVisible()
  })

  test('shows the newest pictures of a job in its row, and comes back to the one seen last', async () => {
    await open('state=running&queue&pictures=400&frozen', 'queue')
    const pictures = page.locator('[data-job="job-31"] [data-image]')
    await expect(pictures).toHaveCount(4)
    await expect(page.locator('[data-job="job-31"]').getByText(/^\+\d+$/)).toBeVisible()
    await pictures.first().getByRole('button').press('Enter')
    await expect(page.getByRole('dialog', { name: /^Image 1 of/ })).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('dialog', { name: /^Image 2 of/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(pictures.nth(1).getByRole('button')).toBeFocused()
    await expect(page.locator('[data-job="job-24"] [data-image]')).toHaveCount(0)
  })

  test('walks the timeline by keyboard', async () => {
    await open('state=running&frozen')
    await page.locator('[data-block][tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tooltip')).toContainText('laptop · Images 5-8')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('tooltip')).toContainText('master · Images')
  })

  test('pauses, goes on and cancels; what arrived stays', async () => {
    await open('state=running')
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(page.getByText('Paused', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    const cancel = page.getByRole('button', { name: 'Cancel', exact: true })
    await cancel.click()
    const question = page.getByRole('dialog', { name: 'Cancel job 31?' })
    await expect(question).toContainText('will be discarded. The 14 finished pictures are kept.')
    await question.getByRole('button', { name: 'Keep running' }).click()
    await expect(question).toBeHidden()
    await expect(page.locator('li[data-state="computing"]')).not.toHaveCount(0)
    await cancel.click()
    await question.getByRole('button', { name: 'Cancel job' }).click()
    await expect(page.getByText('Cancelled, 14 of 12 + 11 images kept')).toBeVisible()
    await expect(page.locator('li[data-state="stored"]')).toHaveCount(14)
    await expect(page.locator('li[data-state="computing"]')).toHaveCount(0)
  })

  test('goes everywhere by keyboard: digits, palette, list of shortcuts', async () => {
    await open('state=idle&frozen')
    await page.keyboard.press('Control+5')
    await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
    await page.keyboard.press('Control+K')
    await page.getByPlaceholder('What do you want to do?').fill('light theme')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+1')
    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeVisible()
  })

  test('gives the focus back when a menu closes, by its button or beside it', async () => {
    await open('state=running&board&frozen', 'workers')
    const more = page.getByRole('button', { name: 'Actions for laptop' })
    await more.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(page.locator('#panel')).toHaveAttribute('inert')
    await page.keyboard.press('Escape')
    await expect(more).toBeFocused()
    await expect(page.locator('#panel')).not.toHaveAttribute('inert')
    const name = page.locator('[data-worker="master"] [data-name]')
    await name.focus()
    await name.dispatchEvent('contextmenu')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(name).toBeFocused()
  })

  test('resizes the form by keyboard and by dragging, between bounds', async () => {
    await open('state=idle&frozen')
    const edge = page.getByRole('separator', { name: 'Width of the form' })
    await edge.focus()
    await page.keyboard.press('ArrowRight')
    await expect(edge).toHaveAttribute('aria-valuenow', '376')
    const box = await edge.boundingBox()
    if (!box) throw new Error('the edge is not drawn')
    await page.mouse.move(box.x, 300)
    await page.mouse.down()
    await page.mouse.move(box.x - 900, 300)
    await page.mouse.up()
    await expect(edge).toHaveAttribute('aria-valuenow', '280')
  })

  test('welcomes with three ways to begin, and the simulated fleet leads to a plan', async () => {
    await open('state=welcome')
    await expect(page.getByRole('button', { name: /^Add my machines/ })).toBeVisible()
    await expect(
      page.getByRole('button', { name: /^Import a workers.json or distributed-config.json/ }),
    ).toBeVisible()
    await page.keyboard.press('Control+5')
    await expect(page.getByRole('navigation')).toBeHidden()
    await page.getByRole('button', { name: /Try the simulated fleet/ }).click()
    await expect(page.getByText(/≈ \d+:\d\d/)).toBeVisible()
  })

  test('saves settings as they change, with an example of the file name and a way back', async () => {
    await open('state=idle&frozen', 'settings')
    const template = page.getByRole('textbox', { name: 'File name' })
    await template.fill('{worker}/{nonsense}')
    await expect(page.getByText('laptop/{nonsense}.png')).toBeVisible()
    await expect(page.getByText(/\{nonsense\} is not a placeholder/)).toBeVisible()
    await template.fill('')
    await expect(page.getByRole('alert')).toHaveText('Must not be empty')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect(template).toHaveValue('{date}/{job}-{index}-{seed}.{ext}')
    const runs = page.getByRole('spinbutton', { name: 'Measured runs' })
    await runs.fill('5')
    await page.getByRole('button', { name: 'Reset the benchmark' }).click()
    await expect(runs).toHaveValue('3')
    await page.getByRole('switch', { name: 'Live previews' }).click()
    await expect(page.getByRole('switch', { name: 'Live previews' })).not.toBeChecked()
  })

  test('has a way out of an empty fleet, and of a failed start', async () => {
    await open('state=empty')
    await expect(generate(page)).toBeDisabled()
    await page.getByRole('button', { name: 'Try the simulated fleet' }).first().click()
    await expect(page.getByText(/≈ \d+:\d\d/)).toBeVisible()
    await expect(generate(page)).toBeEnabled()
    await page.close()
    await open('state=error')
    await expect(page.getByText('The settings file cannot be read.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  test('draws ten thousand images with a handful of tiles and blocks', async () => {
    await open('state=running&fleet=30&images=10000')
    await expect(page.locator('li[data-state]').first()).toBeVisible()
    expect(await page.locator('li[data-state]').count()).toBeLessThan(150)
    expect(await page.locator('[data-block]').count()).toBeLessThan(800)
    await tile(page, 0).focus()
    await page.keyboard.press('End')
    await expect(tile(page, 9999)).toBeFocused()
    await expect(page.locator('li[data-state]').last()).toBeVisible()
  })

  test('lists 200 waiting jobs and 400 that are done, and goes from one end to the other at once', {
    tag: '@alone',
  }, async () => {
    await open('state=running&queue=200&frozen', 'queue')
    await expect(page.getByRole('region', { name: 'Now and next' }).getByRole('article')).toHaveCount(205)
    const done = page.getByRole('region', { name: 'Done' }).getByRole('article')
    await expect.poll(() => done.count()).toBeLessThan(40)
    const name = (job: string) => page.getByRole('article', { name: job, exact: true }).locator('[data-name]')
    await name('Job 31').focus()
    await page.keyboard.press('End')
    await expect(name('Job 1399')).toBeFocused()
    await expect(name('Job 1399')).toBeInViewport()
    expect(await done.count()).toBeLessThan(40)
    await page.keyboard.press('ArrowUp')
    await expect(name('Job 1398')).toBeFocused()
    await page.keyboard.press('Home')
    await expect(name('Job 31')).toBeFocused()
    const began = Date.now()
    for (let step = 0; step < 10; step++) await page.keyboard.press('Alt+ArrowDown')
    await expect(name('Job 31')).toBeFocused()
    // Ten moves of a list of 205 while a person watches.
    expect(Date.now() - began).toBeLessThan(4000)
  })

  test('keeps to the theme of the system, and changes with it', async () => {
    await open('state=idle&frozen')
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })
})
