import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright'
import { joinChromium } from './chromium.ts'
import { borrowChromium } from './chromium-pool.ts'
import type { Hello, Popup, Reply } from './host.ts'
import type { LaunchPlan } from './launch.ts'
import { commandsOf, type LaunchedApp } from './launched-app.ts'

const START_MS = 90_000
const END_MS = 60_000

/**
 * Runs the app on the stand-in, in a process of its own, and attaches to the same Chromium for the page. A spec lends the app the Chromium of
 * its process; elsewhere the app starts one of its own.
 */
export async function launchOnStandIn(plan: LaunchPlan): Promise<LaunchedApp> {
  const lent = process.env.TEST_WORKER_INDEX === undefined ? null : await borrowChromium()
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'host.ts'),
      plan.appPath,
      ...plan.args,
    ],
    {
      env: { ...plan.env, ...(lent ? { TRIBUTARY_STANDIN_BROWSER: lent.endpoint } : {}) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-1_000_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const failed = ended.then((code) => {
    throw new Error(`The app ended with code ${code} before it showed a window:\n${output}`)
  })
  failed.catch(() => {})
  const { observe, hello } = talkTo(child, () => lent?.spoil())
  const within = <T>(what: string, promise: Promise<T>): Promise<T> => {
    const late = delay(START_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${what} did not come within ${START_MS / 1000} s:\n${output}`)
    })
    return Promise.race([promise, failed, late])
  }
  // Chromium's profile; the host removes it unless it was killed.
  let profile: string | null = null
  const removeProfile = async () => {
    // A Chromium whose host was killed takes a moment to go, and writes to the profile until then.
    for (let quiet = 0, attempt = 0; profile !== null && quiet < 2 && attempt < 50; attempt++) {
      quiet = existsSync(profile) ? 0 : quiet + 1
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      if (quiet < 2) await delay(100)
    }
  }
  try {
    const { endpoint, version, profile: folder } = await within('Chromium', hello)
    profile = folder
    const browser = lent ?? (await within('the connection to Chromium', joinChromium(endpoint)))
    await within('the first window', shown(observe))
    const page = await within(
      'the page',
      pageOf(() => browser.context.pages()),
    )
    await within('the loaded page', page.waitForLoadState('load'))
    const finish = async (): Promise<number | null> => {
      const code = await ended
      await browser.close().catch(() => {})
      await removeProfile()
      await plan.cleanUp()
      return code
    }
    return {
      ...commandsOf(observe),
      page,
      runtime: `stand-in (Chromium ${version})`,
      userData: plan.userData,
      pid: child.pid ?? 0,
      output: () => output,
      async close() {
        if (child.connected) await observe('quit')
        const patience = setTimeout(() => child.kill('SIGKILL'), END_MS)
        const code = await finish()
        clearTimeout(patience)
        return code
      },
      async kill() {
        child.kill('SIGKILL')
        await finish()
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    await ended
    await lent?.close()
    await removeProfile()
    throw error
  }
}

/** `onPopup`: a page of the app tried to open a window. What is left of a refused one keeps others from joining its browser. */
function talkTo(child: ChildProcess, onPopup: () => void) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 1
  const hello = new Promise<Hello>((resolve) => {
    child.on('message', (message: Hello | Popup | Reply) => {
      if (message.type === 'popup') return onPopup()
      if (message.type === 'hello') return resolve(message)
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.ok) asked?.resolve(message.value)
      else asked?.reject(new Error(message.message))
    })
  })
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The app has ended.'))
    waiting.clear()
  })
  const observe = (method: string, ...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      child.send({ id, method, args }, (error) => {
        if (error) reject(error)
      })
    })
  return { hello, observe }
}

async function shown(observe: (method: string) => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < START_MS / 50; attempt++) {
    const windows = (await observe('windows')) as { url: string }[]
    if (windows.some(({ url }) => url !== '' && url !== 'about:blank')) return
    await delay(50)
  }
}

async function pageOf(pages: () => Page[]): Promise<Page> {
  for (let attempt = 0; attempt < START_MS / 50; attempt++) {
    const page = pages().find((each) => each.url() !== 'about:blank')
    if (page) return page
    await delay(50)
  }
  throw new Error('Chromium shows no page of the app.')
}
