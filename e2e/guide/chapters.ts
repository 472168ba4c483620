import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../src/shared/generation.ts'
import type { BatchView, JobView } from '../../src/shared/job.ts'
import type { Priority } from '../../src/shared/priority.ts'
import { addWorkers, ask } from '../board/board-app.ts'
import { drop } from '../board/drops.ts'
import {
  choosingPictures,
  comparingCells,
  comparingSettings,
  controlling,
  keepingPresets,
  reviewing,
  upscaling,
} from './form-chapters.ts'
import { goTo, isOver, settle, sheet, until, untilJob } from './panel.ts'
import type { Stage } from './stage.ts'

const CONFIG = resolve(import.meta.dirname, '../../src/main/fleet/transfer/fixtures/distributed-config.json')

const VALLEY = 'alpine valley at golden hour, ridges in mist, gouache <lora:gouache:0.8>'

/** One part of the guide after the other: each begins where the one before it ended. */
export const CHAPTERS: readonly ((stage: Stage) => Promise<void>)[] = [
  welcome,
  importing,
  adding,
  bringing,
  planning,
  measuring,
  generating,
  masking,
  choosingPictures,
  choosingNetworks,
  varying,
  controlling,
  keepingPresets,
  reviewing,
  losingMachine,
  queueing,
  browsing,
  arranging,
  comparingCells,
  upscaling,
  comparingSettings,
  settling,
]

async function welcome({ page, album }: Stage): Promise<void> {
  await page.getByRole('button', { name: /Try the simulated fleet/ }).waitFor()
  await album.take('welcome', { x: 210, y: 180, width: 1020, height: 560 })
  await ask(page, 'updateSettings', { patch: { welcomed: true } })
}

async function importing({ page, album }: Stage): Promise<void> {
  await goTo(page, 'Workers')
  await drop(page, { file: { name: 'distributed-config.json', text: await readFile(CONFIG, 'utf8') } })
  await sheet(page).getByText('Review import').waitFor()
  await settle(page)
  await album.takeThing('import', sheet(page))
  await sheet(page).getByRole('button', { name: 'Close' }).click()
}

async function adding({ page, album, machines }: Stage): Promise<void> {
  const studio = await machines.start({ name: 'studio', tls: 'self-signed' })
  await page.getByRole('button', { name: 'Add machine' }).first().click()
  await sheet(page).getByLabel('Address', { exact: true }).fill(studio.url)
  await sheet(page).getByRole('button', { name: 'Trust this certificate' }).waitFor()
  await settle(page)
  await album.takeThing('certificate', sheet(page))
  await sheet(page).getByRole('button', { name: 'Cancel' }).click()
  await sheet(page).getByRole('button', { name: 'Discard' }).click()
}

/** The trio with the speeds it is named with, as a list exported elsewhere would bring it. */
async function bringing({ page, trio }: Stage): Promise<void> {
  const workers = [...trio].map(([name, { url, ipm }]) => ({
    name,
    url,
    benchmark: { ipm, minIpm: ipm, maxIpm: ipm, at: Date.now(), checkpoint: 'dreamshaper_8', version: null },
  }))
  const text = JSON.stringify({ tributary: 'workers', version: 1, workers })
  const { token, entries } = await ask(page, 'previewImport', { source: { name: null, text } })
  await ask(page, 'applyImport', { token, keys: entries.map(({ key }) => key), settings: false })
  await until('three machines that answer', async () => {
    const { workers: seen } = await ask(page, 'snapshot', {})
    return seen.every(({ state }) => state === 'idle') || null
  })
}

/** Twelve images, both ways, and as many as fit into a minute: what the guide explains with the same numbers. */
async function planning({ page, album }: Stage): Promise<void> {
  await goTo(page, 'Generate')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(VALLEY)
  const legend = page.getByTitle('Plan details by machine')
  const footer = legend.locator('xpath=ancestor::*[.//button[@aria-keyshortcuts="Control+Enter"]][1]')
  for (const [name, mode] of [
    ['plan-bonus', '+ bonus'],
    ['plan-exact', 'Exactly'],
  ] as const) {
    await page.getByRole('radio', { name: mode }).click()
    await settle(page)
    await album.takeThing(name, footer)
  }
  await page.getByRole('radio', { name: 'Until' }).click()
  await page.getByRole('textbox', { name: 'Until when' }).fill('1m')
  await page.getByText(/^About \d+ images by/).waitFor()
  await page.locator(':focus').blur()
  await settle(page)
  await album.takeThing('plan-until', footer)
  await page.getByRole('radio', { name: 'Exactly' }).click()
  await settle(page)
  await legend.click()
  await page.getByRole('table').waitFor()
  await settle(page)
  await album.takeThing('plan-table', page.getByRole('dialog', { name: 'Plan details by machine' }))
  await page.keyboard.press('Escape')
}

async function measuring({ page }: Stage): Promise<void> {
  await ask(page, 'startBenchmark', { workerIds: null })
  await until('three measured machines', async () => {
    const { workers } = await ask(page, 'snapshot', {})
    return workers.every(({ history, state }) => history.length === 2 && state === 'idle') || null
  })
}

async function generating({ page, album }: Stage): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Width' }).fill('768')
  await page.getByRole('spinbutton', { name: 'Seed', exact: true }).fill('418207')
  await page.getByRole('spinbutton', { name: 'Number of images' }).fill('23')
  await page.keyboard.press('Control+Enter')
  await page.locator(':focus').blur()
  await untilJob(page, 1, 'half done', ({ stored, requested }) => stored >= requested / 2)
  await settle(page)
  await album.take('generate')
  await untilJob(page, 1, 'finished', isOver)
}

/** The LoRAs of the machines, with their pictures. */
async function choosingNetworks({ page, album }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'LoRAs and embeddings for the prompt' }).click()
  const dialog = page.getByRole('dialog', { name: 'LoRAs and embeddings' })
  await dialog.locator('img').nth(2).waitFor()
  await dialog.getByRole('group').getByRole('button').first().waitFor()
  await settle(page)
  await album.takeThing('networks', dialog)
  await page.keyboard.press('Escape')
}

/** A grid of checkpoints and CFG, its first values completed. */
async function varying({ page, album }: Stage): Promise<void> {
  await page.getByRole('button', { name: /^Vary settings/ }).click()
  await page.getByRole('button', { name: 'Add a grid axis' }).click()
  await page.getByRole('button', { name: 'Add an axis' }).click()
  const values = (axis: number) => page.getByRole('textbox', { name: `Values of axis ${axis}` })
  await page.getByRole('combobox', { name: 'What axis 2 changes' }).click()
  await page.getByRole('option', { name: 'CFG' }).click()
  await values(2).fill('5-8 (+1)')
  await values(1).pressSequentially('dreamshaper_8, r')
  await page.getByRole('listbox', { name: 'Names for axis 1' }).waitFor()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: /^Vary settings/ }).scrollIntoViewIfNeeded()
  await settle(page)
  await album.take('vary', { x: 56, y: 36, width: 361, height: 864 })
  for (const axis of [2, 1]) await page.getByRole('button', { name: `Remove axis ${axis}` }).click()
  await page.getByRole('button', { name: /^Vary settings/ }).click()
}

/** A part of one of the pictures, painted to be made anew. */
async function masking({ page, album }: Stage): Promise<void> {
  const painter = page.locator('[data-stage]')
  await page.locator('li[data-state="stored"] button').nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Inpaint…' }).click()
  await painter.waitFor()
  await settle(page)
  const box = await painter.locator('canvas').boundingBox()
  if (box === null) throw new Error('The painter shows no picture.')
  const stroke = async (places: readonly (readonly [number, number])[]) => {
    for (const [at, [x, y]] of places.entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 12 })
      if (at === 0) await page.mouse.down()
    }
    await page.mouse.up()
  }
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press(']')
  await stroke([
    [0.2, 0.3],
    [0.3, 0.24],
    [0.42, 0.27],
    [0.36, 0.34],
    [0.24, 0.36],
    [0.33, 0.3],
  ])
  await settle(page)
  await album.take('mask')
  await page.getByRole('button', { name: 'Use mask' }).click()
  await page.getByRole('switch', { name: /^Only masked/ }).click()
  await page.locator('[data-part]').waitFor()
  await page
    .getByRole('button', { name: /^Start from a picture/ })
    .evaluate((fold) => fold.scrollIntoView({ block: 'start' }))
  await settle(page)
  await album.take('mask-form', { x: 56, y: 36, width: 361, height: 640 })
  await page
    .getByRole('list', { name: 'Pictures to start from' })
    .getByRole('button', { name: /^Remove / })
    .click()
}

async function losingMachine({ page, album, trio }: Stage): Promise<void> {
  const { id } = await submit(page, { prompt: 'fjord in the first light, calm water', images: 40, seed: 900 })
  await untilJob(page, 2, 'under way', ({ stored }) => stored >= 5)
  await until('a second request at laptop that is under way', async () => {
    const { batches, workers } = await ask(page, 'snapshot', {})
    const laptop = workers.find(({ config }) => config.name === 'laptop')?.config.id
    const its = batches.filter((batch) => batch.workerId === laptop && batch.jobId === id)
    const isHalf = ({ state, fraction }: BatchView) => state === 'computing' && fraction > 0.4
    return (its.some(({ state }) => state === 'stored') && its.some(isHalf)) || null
  })
  trio.get('laptop')?.crash()
  await page
    .getByText(/ stopped\. /)
    .first()
    .waitFor()
  await until('some of it made up for', async () => {
    const { jobs } = await ask(page, 'snapshot', {})
    return (jobs.find(({ number }) => number === 2)?.stored ?? 0) >= 9 || null
  })
  await settle(page)
  await album.take('machine-lost', { x: 417, y: 37, width: 1023, height: 390 })
  await trio.get('laptop')?.comeBack()
  await untilJob(page, 2, 'finished', isOver)
}

async function queueing({ page, album }: Stage): Promise<void> {
  await submit(page, { prompt: 'dunes under a low sun', images: 80, seed: 77 })
  await submit(
    page,
    { prompt: 'pine forest in fog, ink', images: 12, seed: 78, width: 512, height: 768 },
    'background',
  )
  await goTo(page, 'Queue')
  await untilJob(page, 3, 'under way', ({ stored }) => stored >= 10)
  await page.getByRole('article', { name: 'Job 2' }).locator('[data-name]').click()
  await page.getByRole('table').waitFor()
  await settle(page)
  await album.take('queue')
}

/** The board while jobs run, with a machine that wants a password and one in reserve. */
async function arranging({ page, album, machines }: Stage): Promise<void> {
  const attic = await machines.start({ name: 'attic', ipm: 9, auth: { user: 'ada', password: 'lovelace' } })
  const shed = await machines.start({ name: 'shed', ipm: 3.2, listen: true, kind: 'forge' })
  await addWorkers(page, [
    { name: 'attic', url: attic.url },
    { name: 'shed', url: shed.url, lane: 'reserve' },
  ])
  await submit(page, { prompt: 'lighthouse on a cliff, storm', images: 60, seed: 5 })
  await goTo(page, 'Workers')
  await untilJob(page, 5, 'under way', ({ stored }) => stored >= 6)
  await page.getByText('Needs sign-in').first().waitFor()
  await settle(page)
  await album.take('workers')
  const { jobs } = await ask(page, 'snapshot', {})
  for (const { id, state } of jobs)
    if (state === 'running' || state === 'queued') await ask(page, 'cancelJob', { jobId: id })
}

async function browsing({ page, album }: Stage): Promise<void> {
  await untilJob(page, 4, 'finished', isOver)
  await goTo(page, 'Gallery')
  await page.locator('[data-place="3"]').click()
  await settle(page)
  await album.take('gallery')
}

/** The one picture in the light theme. */
async function settling({ page, album }: Stage): Promise<void> {
  await ask(page, 'updateSettings', { patch: { theme: 'light' } })
  await goTo(page, 'Settings')
  // From the file names on: the folder above them is one of this machine.
  await page
    .getByText('File name', { exact: true })
    .evaluate((label) => label.scrollIntoView({ block: 'start' }))
  await settle(page)
  await album.take('settings', { x: 57, y: 94, width: 1383, height: 634 })
}

const submit = (
  page: Page,
  wanted: Partial<GenerationRequest>,
  priority: Priority = 'normal',
): Promise<JobView> => ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, ...wanted }, priority })
