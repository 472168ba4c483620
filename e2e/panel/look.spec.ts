import { expect, type Locator, type Page, test } from 'playwright/test'
import { lane } from '../board/board-page.ts'
import { specHarness } from './spec-harness.ts'

const SMALL = { width: 1024, height: 700 }

const box = async (what: Locator) => {
  const found = await what.boundingBox()
  if (!found) throw new Error(`${what} is not drawn.`)
  return found
}
const right = ({ x, width }: { x: number; width: number }) => x + width
const tile = (page: Page, place: number) => page.locator(`main [data-place="${place}"]`)

test.describe('things stand where the eye expects them', () => {
  const harness = specHarness()
  let page: Page
  const open = async (query: string, route: string) => {
    page = await harness.open(`${query}&frozen`, route)
    await page.setViewportSize(SMALL)
  }
  test.afterEach(() => page.close())

  test('the labels and fields of the form, side by side on one line', async () => {
    await open('state=idle', 'generate')
    const [size, seed] = [page.getByText('Size', { exact: true }), page.getByText('Seed', { exact: true })]
    expect((await box(size)).y).toBe((await box(seed)).y)
    const width = await box(page.getByRole('spinbutton', { name: 'Width' }))
    const number = await box(page.getByRole('spinbutton', { name: 'Seed', exact: true }))
    expect(width.y).toBe(number.y)
  })

  test('no note of the plan begins or ends a line with the dot between two', async () => {
    await open('state=idle&measuring', 'generate')
    const measured = page.getByText('3 machines are being measured first', { exact: true })
    const without = page.getByRole('button', { name: 'without xenon: Connection refused.' })
    await expect(measured).toBeVisible()
    expect((await box(without)).y).toBeGreaterThan((await box(measured)).y)
    // The dot stands in front of the second note, outside of what is shown.
    const notes = await box(measured.locator('..'))
    expect((await box(without)).x - notes.x).toBeLessThan(4)
  })

  test('the title of a job is whole beside how far it is', async () => {
    await open('state=crowded&queue', 'generate')
    const title = page.getByRole('heading', { level: 3, name: 'Alpine valley at golden hour' }).first()
    expect(
      await title.evaluate(
        (each: { scrollWidth: number; clientWidth: number }) => each.scrollWidth - each.clientWidth,
      ),
    ).toBe(0)
  })

  test('a dialog that a job is started from stays where it is while its pictures and its plan come', async () => {
    await open('state=finished&pictures=400', 'gallery')
    // It rises while it opens.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await tile(page, 1).click()
    await tile(page, 4).click({ modifiers: ['Shift'] })
    // Where its button and its first choice are, in every frame until the plan has come.
    const places = page.evaluate<string[]>(`new Promise((done) => {
      const places = new Set()
      const look = () => {
        const dialog = document.querySelector('[role="dialog"]')
        const still = dialog !== null && dialog.getAnimations().length === 0
        const drawn = still ? dialog.querySelectorAll('[role="radio"], [data-footer] button') : []
        if (drawn.length > 0) places.add([...drawn].map((each) => Math.round(each.getBoundingClientRect().y)).join(' '))
        if (dialog?.textContent.includes('Plan: ')) done([...places])
        else requestAnimationFrame(look)
      }
      look()
    })`)
    await page.getByRole('button', { name: 'Upscale…' }).click()
    expect(await places).toHaveLength(1)
  })

  test('the size of the tiles gives way to the bar of what is selected', async () => {
    await open('state=finished', 'generate')
    const size = page.getByRole('slider', { name: 'Size of the pictures' })
    await expect(size).toBeVisible()
    await tile(page, 1).click({ modifiers: ['Control'] })
    await tile(page, 3).click({ modifiers: ['Shift'] })
    await expect(page.getByRole('toolbar', { name: 'Selected pictures' })).toBeVisible()
    await expect(size).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(size).toBeVisible()
  })

  test('what a lane is for is said whole or not at all', async () => {
    await open('state=running&board&fleet=30', 'workers')
    const shown = async (name: 'Active' | 'Reserve' | 'Off', words: string) => {
      const text = lane(page, name).getByText(words, { exact: true })
      const [own, head] = [await box(text), await box(lane(page, name).getByRole('heading', { name }))]
      const lines = await text.evaluate(
        (each: { scrollHeight: number; clientHeight: number }) => each.scrollHeight > each.clientHeight,
      )
      return { beside: own.x >= right(head), lines }
    }
    expect(await shown('Active', 'share every job')).toEqual({ beside: true, lines: false })
    expect((await shown('Reserve', 'for bonus images and as backup')).lines).toBe(true)
    await page.setViewportSize({ width: 2560, height: 900 })
    expect((await shown('Reserve', 'for bonus images and as backup')).lines).toBe(false)
  })

  test('the tools of the gallery keep one row while days are chosen', async () => {
    await open('state=finished&pictures=48900', 'gallery')
    await page.getByRole('button', { name: /^Date/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'From day to day…' }).click()
    await page.getByLabel('From', { exact: true }).fill('2026-11-03')
    await page.keyboard.press('Enter')
    const search = await box(page.getByRole('searchbox', { name: 'Search prompts' }))
    const count = await box(page.getByText(/^[\d,]+ pictures$/))
    expect(Math.abs(count.y + count.height / 2 - search.y - search.height / 2)).toBeLessThan(4)
  })

  test('how much lies in the trash is said once', async () => {
    await open('state=finished&pictures=48900&trashed=14', 'gallery')
    await page.getByRole('button', { name: 'Show the trash' }).click()
    await expect(page.getByText('14 pictures, 8.4 MB')).toBeVisible()
    await expect(page.getByText('14 pictures', { exact: true })).toHaveCount(0)
    await page.getByRole('searchbox', { name: 'Search prompts' }).fill('valley')
    await expect(page.getByText('14 pictures', { exact: true })).toBeVisible()
  })

  test('the viewer has one heart, and its arrows lie on the picture', async () => {
    await open('state=finished', 'generate')
    await tile(page, 4).click()
    const viewer = page.getByRole('dialog')
    await expect(viewer.getByRole('button', { name: /favourites/ })).toHaveCount(1)
    const picture = await box(viewer.getByRole('img').last())
    const [before, after] = [
      await box(viewer.getByRole('button', { name: 'Previous picture (←)' })),
      await box(viewer.getByRole('button', { name: 'Next picture (→)' })),
    ]
    expect(before.x).toBeGreaterThan(picture.x)
    expect(right(after)).toBeLessThan(right(picture))
  })

  test('who is left out of a job is told in whole sentences', async () => {
    await open('state=running&queue', 'queue')
    await page.getByRole('button', { name: 'Alpine valley at golden hour' }).click()
    await expect(page.getByRole('list', { name: 'Left out' }).getByRole('listitem')).toHaveText([
      'without xenon: Connection refused.',
    ])
  })

  test('beside open details the name of a job has a line of its own', async () => {
    await open('state=running&queue', 'queue')
    await page.getByRole('button', { name: 'Alpine valley at golden hour' }).click()
    const row = page.getByRole('article', { name: 'Job 29', exact: true })
    const [name, chip] = [
      await box(row.locator('[data-name]')),
      await box(row.getByText('job 29', { exact: true })),
    ]
    expect(chip.y).toBeGreaterThan(name.y + name.height / 2)
    expect(name.width).toBeGreaterThan(120)
  })

  test('beside open details a job that lacks pictures says which, and what helps only in the details', async () => {
    await open('state=running&queue&lacking', 'queue')
    const row = page.getByRole('article', { name: 'Job 28', exact: true })
    await expect(row.getByRole('status')).toContainText('pines-in-fog.png. Add the same file')
    await row.getByRole('button', { name: 'Foggy pine forest' }).click()
    await expect(row.getByRole('status')).toHaveText(/pines-in-fog\.png\. Use these settings and this seed$/)
    const details = page.getByRole('region', { name: 'Progress', exact: true })
    await expect(details.getByRole('status')).toContainText('Add the same file')
    await row.getByRole('button', { name: 'Use these settings and this seed' }).click()
    await expect(page.getByText('The form now has the settings of job 28')).toBeVisible()
  })
})
