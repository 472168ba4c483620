import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import {
  addWorkers,
  ask,
  type BoardApp,
  launchBoard,
  SHORT_BENCHMARK,
  workerNamed,
} from './board/board-app.ts'
import { card, chooseInFleetMenu, chooseInMenu, openDetails, sheet, toast } from './board/board-page.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const TIME_SCALE = 20
/** Two machines of 20 ipm take five seconds for it: time to find the menu and to answer its question. */
const IMAGES = 72
const AUTH = { user: 'ada', password: 'correct horse' } as const

test.describe.configure({ mode: 'serial' })

test.describe('what can be seen of a machine and done with it', () => {
  const machines = new Machines(TIME_SCALE)
  let argon: SimulatedWorker
  let helium: SimulatedWorker
  let board: BoardApp

  test.beforeAll(async () => {
    const both = ['dreamshaper_8.safetensors', 'realisticVision_v51.safetensors']
    argon = await machines.start({
      ...{
        name: 'argon',
        ipm: 20,
        checkpoints: both,
        auth: AUTH,
        serverControl: 'script',
        restartSeconds: 20,
      },
    })
    helium = await machines.start({
      name: 'helium',
      ipm: 20,
      checkpoints: ['sd15/dreamshaper_8.safetensors'],
    })
    const krypton = await machines.start({
      name: 'krypton',
      checkpoints: both,
      serverControl: 'bare',
      settings: { randn_source: 'CPU', emphasis: 'No norm' },
    })
    board = await launchBoard({ timeScale: TIME_SCALE, settings: SHORT_BENCHMARK })
    await addWorkers(board.page, [
      { name: 'argon', url: argon.url, ...AUTH },
      { name: 'helium', url: helium.url },
      { name: 'krypton', url: krypton.url, lane: 'reserve' },
    ])
    for (const name of ['argon', 'helium', 'krypton'])
      await expect(card(board.page, name)).toContainText('Ready')
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const confirm = (label: string) =>
    board.page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()

  test('interrupts after asking; the images come from elsewhere, and its part in the job is told', async () => {
    const { page } = board
    const request = { ...DEFAULT_REQUEST, prompt: 'a harbour', images: IMAGES }
    await ask(page, 'submitJob', { request })
    await expect(card(page, 'helium')).toContainText(/Working \d+\/\d+/)
    const interrupts = () => helium.calls().filter(({ path }) => path === '/sdapi/v1/interrupt').length
    const before = interrupts()
    await chooseInMenu(page, 'helium', 'Interrupt')
    await expect(page.getByRole('dialog')).toContainText('The images it is making right now are discarded')
    await confirm('Interrupt')
    await expect(toast(page, 'Interrupted helium')).toBeVisible()
    expect(interrupts()).toBeGreaterThan(before)
    await expect.poll(async () => (await ask(page, 'snapshot', {})).jobs[0]?.state).toBe('finished')
    expect((await ask(page, 'snapshot', {})).images).toHaveLength(IMAGES)

    const details = await openDetails(page, 'argon', 'Jobs')
    const row = details.getByRole('row').filter({ hasText: 'a harbour' })
    await expect(row).toContainText(/^1 A harbour\d+%/)
    await photograph(page, 'workers-jobs')
    await details.getByRole('radio', { name: 'Speed', exact: true }).click()
    await expect(details).toContainText(/Seen\d+ requests?/)
  })

  test('logs its requests without anything secret; they can be searched and copied', async () => {
    const { page } = board
    const details = await openDetails(page, 'argon', 'Requests')
    await expect(details.getByRole('listitem').filter({ hasText: 'POST /sdapi/v1/txt2img' })).not.toHaveCount(
      0,
    )
    await details.getByLabel('Search requests').fill('txt2img')
    await expect(details.getByRole('listitem').filter({ hasNotText: 'txt2img' })).toHaveCount(0)
    await photograph(page, 'workers-requests')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await details.getByRole('button', { name: 'Copy' }).click()
    await expect(toast(page, 'The log')).toBeVisible()
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(copied).toMatch(/^\d{4}-\d\d-\d\dT\S+ POST \/sdapi\/v1\/txt2img 200 \d+ ms$/m)
    const { requests } = await ask(page, 'workerDetails', {
      workerId: (await workerNamed(page, 'argon')).config.id,
    })
    expect(JSON.stringify(requests) + copied).not.toContain(AUTH.password)
    await details.getByLabel('Search requests').fill('')
    await details.getByRole('radio', { name: 'Failed' }).click()
    await expect(details).toContainText('No matches.')
  })

  test('restarts a server that may be, and waits until it is back', async () => {
    const { page } = board
    await chooseInMenu(page, 'argon', 'Restart server')
    await expect(page.getByRole('dialog')).toContainText('--api-server-stop')
    await confirm('Restart')
    await expect(card(page, 'argon')).toContainText('argon is restarting. It rejoins by itself.')
    await expect(toast(page, 'argon is back')).toBeVisible()
    await expect(card(page, 'argon')).toContainText('Ready')
  })

  test('says what is missing where a server cannot be restarted', async () => {
    const { page } = board
    for (const [name, words] of [
      ['helium', 'Start it with --api-server-stop.'],
      ['krypton', 'To allow that, start it with webui.sh or webui-user.bat.'],
    ] as const) {
      await chooseInMenu(page, name, 'Restart server')
      await confirm('Restart')
      await expect(toast(page, `Could not restart ${name}`)).toContainText(words)
      await expect(card(page, name)).toContainText('Ready')
    }
  })

  test('unloads a checkpoint', async () => {
    const { page } = board
    await chooseInMenu(page, 'helium', 'Unload checkpoint')
    await expect(toast(page, 'helium freed its GPU memory')).toBeVisible()
    expect(helium.calls().filter(({ path }) => path === '/sdapi/v1/unload-checkpoint')).toHaveLength(1)
    expect((await workerNamed(page, 'helium')).capabilities?.loadedCheckpoint).toBeNull()
  })

  test('opens the page of its server, and nothing else', async () => {
    await chooseInMenu(board.page, 'krypton', 'Open its web page')
    await expect
      .poll(() => board.app.openedLinks())
      .toEqual([`${(await workerNamed(board.page, 'krypton')).config.url}/`])
  })

  test('tells when somebody else works there', async () => {
    const { page } = board
    const theirs = helium.busyFor(60)
    await expect(card(page, 'helium')).toContainText('Busy elsewhere')
    await theirs
    await expect(card(page, 'helium')).toContainText('Ready')
  })

  test('shows which machine lacks a checkpoint, and loads it everywhere else', async () => {
    const { page } = board
    await chooseInFleetMenu(page, 'Models of the fleet')
    const model = sheet(page).getByRole('listitem').filter({ hasText: 'realisticVision_v51' }).first()
    await expect(model).toContainText('on argon and krypton, not on helium')
    await expect(model).toContainText('helium does not have it.')
    await model.getByRole('button', { name: 'Load everywhere' }).click()
    await expect(model.getByRole('status').getByRole('listitem')).toHaveText([
      'argon has it loaded',
      'helium: it does not have realisticVision_v51',
      'krypton has it loaded',
    ])
    expect(argon.loadedCheckpoint).toContain('realisticVision_v51')
    await expect(card(page, 'argon')).toContainText('realisticVision_v51')
    await photograph(page, 'workers-models')
  })

  test('names the machines whose settings differ from those of the others', async () => {
    const { page } = board
    await chooseInFleetMenu(page, 'Compare settings')
    const noise = sheet(page).getByRole('table', { name: 'Noise source (randn_source)' })
    await expect(noise.getByRole('row')).toHaveText(['ValueMachines', 'GPUargonhelium', 'CPUkrypton'])
    await expect(sheet(page).getByRole('table', { name: 'Option emphasis' })).toContainText('No normkrypton')
    await expect(sheet(page)).toContainText('2 settings differ.')
    await photograph(page, 'workers-compare')
  })

  test('runs a sync command: its output as it comes, its exit code, its end when told', async () => {
    const { page } = board
    const go = join(board.userData, 'go')
    // Says something, waits for a file, says more and ends with 3, or waits for ever where there is no name.
    const script = [
      'const { existsSync } = require("node:fs")',
      'console.log("copying to " + process.argv[2])',
      'const wait = () => existsSync(process.argv[3]) ? (console.error("no space left"), process.exit(3)) : setTimeout(wait, 20)',
      'wait()',
    ].join('\n')
    const file = join(board.userData, 'sync.cjs')
    await writeFile(file, script)
    await card(page, 'helium').locator('[data-name]').click()
    await sheet(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await sheet(page)
      .getByRole('button', { name: /^Models and files/ })
      .click()
    await sheet(page).getByLabel('Sync command').fill(`"${process.execPath}" "${file}" {name}@{host} "${go}"`)
    await sheet(page).getByRole('button', { name: 'Save', exact: true }).click()

    // The question before a command runs is the system's, not the page's.
    await board.app.answerMessageBox(1)
    await chooseInMenu(page, 'helium', 'Run sync command')
    const asked = async () => (await board.app.questions()).at(-1)?.detail
    await expect.poll(asked).toContain('sync.cjs helium@127.0.0.1')
    const output = sheet(page).getByRole('log', { name: 'Output of the sync command' })
    await expect(output).toHaveText('copying to helium@127.0.0.1')
    await expect(sheet(page)).toContainText('Running…')
    await sheet(page).getByRole('button', { name: 'Stop' }).click()
    await expect(sheet(page)).toContainText('Stopped before it finished')

    await sheet(page).getByRole('button', { name: 'Run it' }).click()
    await expect(output).toHaveText('copying to helium@127.0.0.1')
    await writeFile(go, '')
    await expect(output).toHaveText('copying to helium@127.0.0.1\nno space left')
    await expect(sheet(page)).toContainText('Failed with exit code 3')
    await photograph(page, 'workers-sync')
  })
})
