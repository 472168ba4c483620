import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type App, createApp } from '../../src/main/app/app.ts'
import { openConfStores } from '../../src/main/settings/conf-files.ts'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../src/shared/generation.ts'
import { PROMPT } from './tricks.ts'

export const picturesOf = (folder: string): string => join(folder, 'pictures')

/** The app's main process without a window, at the speed of the wall. */
export function openApp(folder: string): Promise<App> {
  const config = join(folder, 'config')
  return createApp({
    ...openConfStores(config),
    userData: config,
    pictures: folder,
    outputFolder: picturesOf(folder),
    timeScale: 1,
    appVersion: 'benchmark',
    runtime: `node ${process.versions.node}`,
    log: { info: () => undefined, error: (what, error) => console.error(what, error) },
  })
}

/** As fast as the servers of this benchmark are: images per minute. */
const IPM = 600
const LOOK_MS = 30_000

/** Puts a server on the board as a measured one. */
export async function addServer(app: App, name: string, url: string): Promise<string> {
  const { config } = await app.fleet.add({ name, url }, { simulated: true, ipmAsNamed: IPM })
  await app.fleet.settled(LOOK_MS)
  return config.id
}

export const requestOf = (images: number, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  ...DEFAULT_REQUEST,
  prompt: PROMPT,
  width: 64,
  height: 64,
  images,
  seed: 1000,
  subseed: 7,
  ...more,
})

/** What `work` resolves with; null: not within so many ms. */
export function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return Promise.race([work, sleep(ms, null, { ref: false })])
}
