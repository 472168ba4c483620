import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { CallName, TributaryApi } from '../src/shared/contract.ts'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { reason } from '../src/shared/words/catalogue.ts'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'
import { bundleShellFixture } from './shell-fixture/bundle.ts'

// What the page has, for the functions that run in it.
declare const window: {
  readonly tributary: TributaryApi & Record<CallName, (request: unknown) => Promise<unknown>>
  readonly heard: readonly (readonly [string, unknown])[]
  readonly inlineScriptRan?: boolean
}

test.describe.configure({ mode: 'serial' })

test.describe('the shell around an app', () => {
  let appPath: string
  let userData: string
  let app: LaunchedApp
  const call = (name: CallName, request: unknown = {}) =>
    app.page.evaluate(([which, given]) => window.tributary[which](given), [name, request] as const)
  const heard = (name: string) =>
    app.page.evaluate((which) => window.heard.filter(([each]) => each === which).at(-1)?.[1], name)
  const visible = async () => (await app.windows())[0]?.visible
  const trayLabels = async () => (await app.tray())?.items.map(({ label }) => label) ?? []

  test.beforeAll(async () => {
    appPath = await bundleShellFixture()
    userData = await mkdtemp(join(tmpdir(), 'tributary-shell-'))
    app = await launchApp({ appPath, userData })
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })

  test('shows the panel under a strict policy: styles and own scripts, nothing inline, nothing from elsewhere', async () => {
    expect((await app.windows()).map(({ url }) => url)).toEqual(['tributary://app/index.html'])
    await expect(app.page.getByRole('heading')).toHaveCSS('color', 'rgb(255, 0, 0)')
    expect(await app.page.evaluate(() => window.inlineScriptRan)).toBeUndefined()
    const policy = await app.page.evaluate(() =>
      fetch('index.html').then((response) => response.headers.get('content-security-policy')),
    )
    expect(policy).toContain("script-src 'self';")
    const refused = await app.page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))
    expect(refused).toBe('refused')
  })

  test('answers garbage with a problem that names the field, and goes on', async () => {
    expect(await call('planPreview', { request: { ...DEFAULT_REQUEST, images: 0 } })).toEqual({
      ok: false,
      problem: {
        kind: 'bad-request',
        message: reason('request.named.at-least', { field: reason('request.field.images'), minimum: 1 }),
        remedy: reason('shell.request-refused.remedy'),
        field: 'request.images',
      },
    })
    for (const garbage of [null, 7, 'x'.repeat(3_000_000), [[[]]], { request: { width: {} } }]) {
      expect(await call('submitJob', garbage)).toMatchObject({ ok: false, problem: { kind: 'bad-request' } })
    }
    expect(await call('removeWorker', { workerId: 'w' })).toMatchObject({
      ok: false,
      problem: { kind: 'internal' },
    })
    const log = await readFile(join(userData, 'logs', 'tributary.log'), 'utf8')
    expect(log).toContain('call removeWorker failed: TypeError: nobody foresaw this')
    expect(await call('snapshot')).toMatchObject({ ok: true })
  })

  test('shows a running job in the tray and keeps the machine awake', async () => {
    expect((await app.tray())?.tooltip).toBe('Tributary')
    await call('submitJob', { request: DEFAULT_REQUEST })
    await expect.poll(async () => (await app.tray())?.tooltip).toBe('14 of 24, 0:38 left')
    expect(await trayLabels()).toEqual([
      'Show Tributary',
      '',
      'a lighthouse',
      '14 of 24, 0:38 left',
      'Pause',
      'Cancel',
      '',
      'Pause all jobs',
      '',
      'Quit',
    ])
    expect(await app.sleepBlocked()).toBe(true)
  })

  test('pauses and resumes from the tray', async () => {
    await app.clickTrayItem('Pause')
    await expect.poll(trayLabels).toContain('Resume')
    expect(await heard('jobChanged')).toMatchObject({ state: 'paused' })
    expect(await app.sleepBlocked()).toBe(false)
    await app.clickTrayItem('Resume')
    await expect.poll(trayLabels).toContain('Pause')
  })

  test('hides in the tray while a job runs, and explains that once', async () => {
    await app.closeWindow()
    expect(await visible()).toBe(false)
    await app.clickTray()
    expect(await visible()).toBe(true)
    await app.closeWindow()
    await app.clickTrayItem('Show Tributary')
    expect(await visible()).toBe(true)
    expect((await app.notifications()).map(({ title }) => title)).toEqual([
      'Tributary keeps running in the tray',
    ])
    await expect.poll(() => heard('settingsChanged')).toMatchObject({ trayExplained: true })
  })

  test('groups the batches of many workers into one notification, whose click shows the job', async () => {
    await app.closeWindow()
    // In one go: what comes within a while of real time is grouped.
    await app.page.evaluate(() =>
      Promise.all(
        Array.from({ length: 30 }, (_, worker) => window.tributary.refreshWorker({ workerId: `w${worker}` })),
      ),
    )
    await expect.poll(async () => (await app.notifications()).length).toBe(2)
    expect((await app.notifications()).at(-1)?.title).toBe('120 images from 30 machines')
    await app.clickNotification(-1)
    expect(await visible()).toBe(true)
    await expect.poll(() => heard('navigated')).toEqual({ to: 'generate', jobId: 'job-31' })
  })

  test('sums the job up when it is finished, and lets the machine sleep', async () => {
    await call('listImages', { query: {} })
    await expect
      .poll(async () => (await app.notifications()).at(-1))
      .toEqual({ title: 'Job 31 is finished: 24 images in 1:12', body: 'a lighthouse' })
    await expect.poll(async () => (await app.tray())?.tooltip).toBe('Tributary')
    expect(await app.sleepBlocked()).toBe(false)
  })

  test('asks before Cancel in the tray throws images away: one answer keeps the job, the other cancels it', async () => {
    const state = async () => {
      const answer = await call('snapshot')
      return (answer as { value: { jobs: { state: string }[] } }).value.jobs[0]?.state
    }
    const questions = async () => (await app.questions()).length
    await call('submitJob', { request: DEFAULT_REQUEST })
    await expect.poll(trayLabels).toContain('Cancel')
    const before = await questions()

    await app.answerMessageBox(0)
    await app.clickTrayItem('Cancel')
    await expect.poll(questions).toBe(before + 1)
    expect((await app.questions()).at(-1)).toEqual({
      message: 'Cancel job 31?',
      detail: '4 images that are being made right now will be discarded. The 14 finished pictures are kept.',
      buttons: ['Keep running', 'Cancel job'],
    })
    expect(await state()).toBe('running')
    expect(await trayLabels()).toContain('Cancel')

    await app.answerMessageBox(1)
    await app.clickTrayItem('Cancel')
    await expect.poll(state).toBe('cancelled')
    expect(await questions()).toBe(before + 2)
    await expect.poll(trayLabels).not.toContain('Cancel')
  })

  test('is brought back by a second start, which ends', async () => {
    await call('submitJob', { request: DEFAULT_REQUEST })
    await app.closeWindow()
    expect(await visible()).toBe(false)
    await expect(launchApp({ appPath, userData })).rejects.toThrow()
    await expect.poll(visible).toBe(true)
    await call('cancelJob', { jobId: 'job-31' })
  })

  test('opens dialogs, folders and pages for the panel', async () => {
    expect(await call('chooseOutputFolder')).toEqual({ ok: true, value: { folder: null } })
    await app.answerOpenDialog(['/elsewhere'])
    expect(await call('chooseOutputFolder')).toEqual({ ok: true, value: { folder: '/elsewhere' } })
    expect(await call('openWorkerPage', { workerId: 'w7' })).toMatchObject({ ok: true })
    expect(await app.openedLinks()).toEqual(['http://192.0.2.7:7860/sd'])
    expect(await call('openWorkerPage', { workerId: 'gone' })).toMatchObject({
      ok: false,
      problem: { kind: 'not-found' },
    })
    await call('openOutputFolder')
    expect(await app.revealedPaths()).toEqual([userData])
  })

  test('asks in a dialog of its own before a command runs; the page cannot answer for the user', async () => {
    await app.answerMessageBox(0)
    expect(await call('runSync', { workerId: 'w7' })).toMatchObject({
      ok: false,
      problem: { kind: 'not-now' },
    })
    expect((await app.questions()).at(-1)).toEqual({
      message: 'Run this command on this computer?',
      detail: 'rsync -a models/ 192.0.2.7:models/',
      buttons: ['Cancel', 'Run'],
    })
    await app.answerMessageBox(1)
    expect(await call('runSync', { workerId: 'w7' })).toMatchObject({ ok: true, value: { ran: true } })
  })

  test('asks before pictures go to a folder that is not the user’s own and was not chosen in its dialog', async () => {
    await app.answerMessageBox(0)
    const set = (outputFolder: string) => call('updateSettings', { patch: { outputFolder } })
    expect(await set('/usr/bin')).toMatchObject({ ok: false, problem: { kind: 'not-now' } })
    await app.answerOpenDialog(['/mnt/chosen'])
    await call('chooseOutputFolder')
    expect(await set('/mnt/chosen')).toMatchObject({ ok: true })
  })

  test('refuses a request of 200 MB before it is copied to the main process', async () => {
    const answer = await app.page.evaluate(() =>
      window.tributary.planPreview({ request: { prompt: 'x'.repeat(200_000_000) } }),
    )
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad-request' } })
  })

  test('remembers its size, stops in good order, and quits when the last window closes', async () => {
    await app.resizeWindow(1200, 800)
    await app.closeWindow()
    expect(await app.close()).toBe(0)
    const log = await readFile(join(userData, 'logs', 'tributary.log'), 'utf8')
    expect(log.trimEnd()).toMatch(/info stopped$/)
    app = await launchApp({ appPath, userData })
    expect((await app.windows())[0]?.bounds).toMatchObject({ width: 1200, height: 800 })
  })
})
