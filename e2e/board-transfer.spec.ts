import { readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { addWorkers, ask, type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, chooseInFleetMenu, chooseInMenu, expectLanes, sheet, toast } from './board/board-page.ts'
import { drop, hover, paste } from './board/drops.ts'
import { type ListeningServer, startListening } from './board/listening-server.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const FIXTURES = resolve(import.meta.dirname, '..', 'src', 'main', 'fleet', 'transfer', 'fixtures')
const fixture = (name: string): Promise<string> => readFile(join(FIXTURES, name), 'utf8')
const AUTH = { user: 'ada', password: 'correct horse' } as const

/** A group of the review: "Will be added", "Will be changed", "Left out". */
const group = (page: Page, title: string): Locator =>
  sheet(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${title} \\d+$`) }) })
const entries = (page: Page, title: string): Locator => group(page, title).getByRole('listitem')

test.describe.configure({ mode: 'serial' })

test.describe('machines from elsewhere', () => {
  const machines = new Machines(10)
  let listening: ListeningServer
  let locked: SimulatedWorker
  let board: BoardApp

  test.beforeAll(async () => {
    listening = await startListening()
    locked = await machines.start({ name: 'vault', auth: AUTH })
    board = await launchBoard({ timeScale: 10 })
    const open = await machines.start({ name: 'argon' })
    await addWorkers(board.page, [
      { name: 'argon', url: open.url },
      { name: 'vault', url: locked.url, ...AUTH, lane: 'reserve' },
    ])
    await expect(card(board.page, 'vault')).toContainText('Ready')
  })
  test.afterAll(async () => {
    await board.end()
    await listening.stop()
    await machines.stop()
  })

  const names = async () =>
    (await ask(board.page, 'snapshot', {})).workers.map(({ config }) => config.name).sort()
  const expectNothingDone = async () => {
    expect(listening.connections).toBe(0)
    expect(await names()).toEqual(['argon', 'vault'])
  }
  const close = () => sheet(board.page).getByRole('button', { name: 'Close' }).click()

  test('reviews a link dragged from a browser, and calls nobody before it is agreed to', async () => {
    const { page } = board
    const uriList = `# from the address bar\r\n${listening.url}/\r\n`
    const letGo = await hover(page, { uriList, plain: 'Stable Diffusion' })
    await expect(page.getByText('Drop to see what it would add')).toBeVisible()
    await letGo()
    await expect(page.getByText('Drop to see what it would add')).toHaveCount(0)
    await expect(sheet(page)).toContainText('A list of addresses. Nothing has changed yet')
    await expect(entries(page, 'Will be added')).toHaveText([new RegExp(listening.url)])
    await expectNothingDone()

    await page.getByRole('button', { name: 'Add 1 machine' }).click()
    await expect(toast(page, 'Added 1 machine')).toBeVisible()
    await expect.poll(() => listening.connections).toBeGreaterThan(0)
    const added = (await names()).find((name) => name !== 'argon' && name !== 'vault') ?? ''
    await expect(card(page, added)).toContainText('answers, but not as sdwui does')
    await chooseInMenu(page, added, 'Remove')
    await expect(card(page, added)).toHaveCount(0)
    await listening.stop()
    listening = await startListening()
  })

  test('reviews pasted lines of name:address:port: what is added, what changes, what is left out and why', async () => {
    const { page } = board
    const { url } = (await workerNamed(page, 'argon')).config
    await paste(
      page,
      [
        `laptop:127.0.0.1:${listening.port}`,
        `again:127.0.0.1:${listening.port}`,
        `krypton:${url.replace('http://', '')}`,
        'far:127.0.0.1:70000',
        `vault:${locked.url.replace('http://', '')}`,
      ].join('\n'),
    )
    await expect(entries(page, 'Will be added')).toHaveText([/^laptop/])
    await expect(entries(page, 'Will be changed')).toHaveText([/name: argon → krypton/])
    await expect(entries(page, 'Left out')).toHaveText([
      /again.*the same address as laptop above/,
      /far.*70000/,
      /vault.*already there, no differences/,
    ])
    await photograph(page, 'workers-import-review')
    await expectNothingDone()
    const said = await toast(page, /^Removed/).boundingBox()
    const beside = await sheet(page).boundingBox()
    expect((said?.x ?? 0) + (said?.width ?? 0)).toBeLessThan(beside?.x ?? 0)

    await page.getByRole('checkbox', { name: /^laptop/ }).click()
    await page.getByRole('button', { name: 'Change 1 machine' }).click()
    await expectLanes(page, { Active: ['krypton'], Reserve: ['vault'] })
    expect(listening.connections).toBe(0)
    await ask(page, 'updateWorker', {
      workerId: (await workerNamed(page, 'krypton')).config.id,
      input: { name: 'argon', url },
    })
  })

  test('reads a command line with --distributed-remotes', async () => {
    const { page } = board
    const remotes = `--distributed-remotes laptop:127.0.0.1:${listening.port} attic:192.168.1.9:${listening.port}`
    await drop(page, { plain: `./webui.sh --xformers ${remotes} --distributed-remotes-autosave` })
    await expect(entries(page, 'Will be added')).toHaveText([/^laptop/, /^attic/])
    await close()
    const script = await fixture('webui-user.bat')
    await drop(page, { file: { name: 'webui-user.bat', text: script } })
    await expect(entries(page, 'Will be added')).toHaveText([/^laptop.*192\.168\.1\.3:7860/, /^argon.*fake/])
    await close()
    await expectNothingDone()
  })

  test('reads workers.json of version 1, which has speeds but no addresses', async () => {
    const { page } = board
    for (const name of ['workers.json', 'workers-early.json']) {
      await drop(page, { file: { name, text: await fixture(name) } })
      await expect(sheet(page)).toContainText('(version 1)')
      await expect(entries(page, 'Will be changed')).toHaveText([/^argon.*not measured → 5\.0/])
      await expect(entries(page, 'Left out')).toHaveText([
        /^master.*file does not give its address/,
        /^laptop.*file does not give its address/,
      ])
      await close()
    }
    await expectNothingDone()
  })

  test('reads distributed-config.json of version 2, and takes over its settings only when asked', async () => {
    const { page } = board
    const text = (await fixture('distributed-config.json'))
      .replaceAll('192.168.1.3', 'localhost')
      .replace(/"address": "localhost",\s+"port": 7860/, `"address": "localhost", "port": ${listening.port}`)
    await drop(page, { file: { name: 'distributed-config.json', text } })
    await expect(sheet(page)).toContainText('(version 2)')
    await expect(entries(page, 'Will be added')).toHaveText([
      /^master.*speed: 15\.1/,
      /^laptop.*speed: 19\.9/,
      /^argon.*pixel cap: 524288/,
      /^studio.*https:\/\/studio\.example.*with a password/,
      /^attic.*lane: off/,
    ])
    await expect(sheet(page)).toContainText('"master" is the machine the extension ran on')
    await expect(sheet(page)).not.toContainText('correct horse battery')
    await expect(sheet(page).getByText('Job time-out')).toBeVisible()
    await photograph(page, 'workers-import-config')
    await expectNothingDone()

    for (const name of ['master', 'argon', 'studio', 'attic']) {
      await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).click()
    }
    await page.getByRole('checkbox', { name: /Import its settings/ }).click()
    await page.getByRole('button', { name: 'Add 1 machine' }).click()
    await expectLanes(page, { Active: ['argon', 'laptop'], Reserve: ['vault'] })
    await expect.poll(() => listening.connections).toBeGreaterThan(0)
    expect((await ask(page, 'snapshot', {})).settings.graceSeconds).toBe(6)
    await chooseInMenu(page, 'laptop', 'Remove')
    await listening.stop()
    listening = await startListening()
  })

  const HOSTILE: readonly (readonly [what: string, name: string, text: () => string, words: RegExp])[] = [
    ['too large', 'film.json', () => 'x'.repeat(4_100_000), /too large to be a list of machines/],
    ['of too many characters', 'long.txt', () => 'a:b:1 '.repeat(200_000), /too long to be a list/],
    ['no JSON', 'workers.json', () => '<!DOCTYPE html><p>404', /named \.json but is not JSON/],
    ['cut off', 'workers.json', () => '{"workers": [{"argon": {', /not valid JSON/],
    ['nested very deep', 'deep.json', () => '['.repeat(200_000), /nested too deeply/],
    ['JSON of something else', 'package.json', () => '{"name": "x"}', /not a list of machines/],
  ]
  for (const [what, name, text, words] of HOSTILE) {
    test(`refuses a file that is ${what}, in words`, async () => {
      const { page } = board
      await drop(page, { file: { name, text: text() } })
      const refusal = toast(page, words)
      await expect(refusal).toBeVisible()
      await expect(sheet(page)).toHaveCount(0)
      await expectNothingDone()
      await refusal.getByRole('button', { name: /close/i }).click()
    })
  }

  test('exports without passwords unless asked, and reads its own file again', async () => {
    const { page } = board
    const file = join(board.userData, 'machines.json')
    await board.app.answerSaveDialog(file)
    await chooseInFleetMenu(page, 'Export…')
    await photograph(page, 'workers-export')
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(toast(page, 'Saved')).toBeVisible()
    const plain = await readFile(file, 'utf8')
    expect(plain).not.toContain(AUTH.password)
    expect(plain).not.toContain(AUTH.user)
    await drop(page, { file: { name: 'machines.json', text: plain } })
    await expect(entries(page, 'Left out')).toHaveText([/no differences/, /no differences/])
    await expect(sheet(page).getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
    await close()
  })

  test('exports with passwords when asked; what was removed comes back from it and signs in', async () => {
    const { page } = board
    const file = join(board.userData, 'machines-with-passwords.json')
    await board.app.answerSaveDialog(file)
    await chooseInFleetMenu(page, 'Export…')
    await page.getByRole('checkbox', { name: /With user names and passwords/ }).click()
    await expect(sheet(page)).toContainText('Keep this file to yourself')
    await writeFile(file, 'what others may read', { mode: 0o644 })
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(toast(page, 'you chose Cancel')).toBeVisible()
    expect(await readFile(file, 'utf8')).toBe('what others may read')
    expect((await board.app.questions()).map(({ message }) => message)).toEqual([
      'Export the machines with their passwords?',
    ])

    await board.app.answerMessageBox(1)
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(toast(page, 'machines-with-passwords.json')).toBeVisible()
    const text = await readFile(file, 'utf8')
    expect(text).toContain(AUTH.password)
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0)

    await chooseInMenu(page, 'vault', 'Remove')
    await expectLanes(page, { Active: ['argon'] })
    await drop(page, { file: { name: 'machines-with-passwords.json', text } })
    await expect(entries(page, 'Will be added')).toHaveText([/^vault.*lane: reserve.*with a password/])
    await expect(sheet(page)).not.toContainText(AUTH.password)
    await page.getByRole('button', { name: 'Add 1 machine' }).click()
    await expectLanes(page, { Active: ['argon'], Reserve: ['vault'] })
    await expect(card(page, 'vault')).toContainText('Ready')
  })

  for (const [format, name] of [
    ['distributed-config.json', 'v2.json'],
    ['workers.json', 'v1.json'],
    ['Addresses', 'list.txt'],
  ] as const) {
    test(`exports as ${format}, and reads it again`, async () => {
      const { page } = board
      const file = join(board.userData, name)
      await board.app.answerSaveDialog(file)
      await chooseInFleetMenu(page, 'Export…')
      await page.getByRole('radio', { name: new RegExp(`^${format}`) }).click()
      await page.getByRole('button', { name: 'Save…' }).click()
      await expect(toast(page, name)).toBeVisible()
      const text = await readFile(file, 'utf8')
      expect(text).not.toContain(AUTH.password)
      await drop(page, { file: { name, text } })
      await expect(entries(page, 'Left out')).toHaveText([/^argon.*no differences/, /^vault.*no differences/])
      await close()
    })
  }
})
