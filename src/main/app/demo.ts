import type { WorkerId } from '../../shared/ids.ts'
import type { WorkerView } from '../../shared/worker.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { type DemoFleet, startDemoFleet } from '../simulator/demo-fleet.ts'
import { oneAtATime } from '../system/one-at-a-time.ts'

export interface DemoControl {
  /** Starts the simulated machines and puts them on the board; answers those that are there already. */
  start(options?: { asNamed?: boolean }): Promise<WorkerView[]>
  /** Takes them off the board and stops them. */
  stop(): Promise<void>
}

/** The simulated fleet of the welcome screen. `timeScale`: how many times faster than its names it runs. */
export function createDemo(fleet: Fleet, timeScale: number): DemoControl {
  let running: { machines: DemoFleet; ids: WorkerId[] } | null = null
  const views = () => running?.ids.flatMap((id) => fleet.view(id) ?? []) ?? []
  // One at a time: two clicks must not start two fleets.
  const inTurn = oneAtATime()
  const stop = async () => {
    const before = running
    running = null
    if (before === null) return
    for (const id of before.ids) if (fleet.view(id) !== undefined) await fleet.remove(id)
    await before.machines.stop()
  }
  return {
    start: (options = {}) =>
      inTurn(async () => {
        if (running !== null && views().length > 0) return views()
        await stop()
        const machines = await startDemoFleet({ timeScale })
        running = { machines, ids: [] }
        for (const { name, url, ipm } of machines.machines) {
          const view = await fleet.add(
            { name, url },
            options.asNamed ? { simulated: true, ipmAsNamed: ipm } : { simulated: true },
          )
          running.ids.push(view.config.id)
        }
        return views()
      }),
    stop: () => inTurn(stop),
  }
}
