import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { openConfStores } from '../../src/main/settings/conf-files.ts'
import { DEMO_MACHINES } from '../../src/main/simulator/demo-machines.ts'
import type { SimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'
import { Machines } from '../board/machines.ts'
import { launchApp } from '../runtime/launch.ts'
import { Album } from './album.ts'

/** How many times faster than their names say the machines work: as slow as patience allows, because speeds are measured in real time. */
const TIME_SCALE = 4

/** The app and the machines that the pictures are taken of. */
export interface Stage {
  readonly page: Page
  readonly album: Album
  /** the three of the demo, by name */
  readonly trio: ReadonlyMap<string, SimulatedWorker>
  readonly machines: Machines
  end(): Promise<void>
}

/** Starts the built app on its welcome screen, in dark, and the machines beside it. */
export async function setStage(): Promise<Stage> {
  const machines = new Machines(TIME_SCALE)
  const trio = new Map<string, SimulatedWorker>()
  const userData = await mkdtemp(join(tmpdir(), 'tributary-guide-'))
  const cleanUp = async () => {
    await machines.stop()
    await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    for (const machine of DEMO_MACHINES) trio.set(machine.name, await machines.start(machine))
    openConfStores(userData).settings.update({ theme: 'dark' })
    const app = await launchApp({ userData, args: [`--demo-time-scale=${TIME_SCALE}`] })
    const album = new Album(app.page)
    await album.prepare()
    return {
      page: app.page,
      album,
      trio,
      machines,
      async end() {
        await app.close()
        await cleanUp()
      },
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}
