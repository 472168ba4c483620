import { Ban, Boxes, FileDown, FileUp, Gauge, ListRestart, Plus, Radar } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { say } from '../../../../shared/words/say.ts'
import { askToAddWorker, askToImport, goTo } from '../../../state/navigation.ts'
import { type PanelState, usePanel } from '../../../state/panel-store.ts'
import type { Action } from '../../../ui/action.ts'
import { openSheet, type Sheet } from '../board-store.ts'
import { benchmark, cancelBenchmark, refreshModels } from './worker-calls.ts'

/** What decides what can be done with all machines together. */
export interface FleetFacts {
  readonly count: number
  readonly measuring: boolean
  /** the simulated fleet runs */
  readonly demo: boolean
}

const fleetFacts = ({ workersById, workerOrder, settings }: PanelState): FleetFacts => ({
  count: workerOrder.length,
  measuring: Object.values(workersById).some(({ benchmarkProgress }) => benchmarkProgress !== null),
  demo: settings.demoFleet,
})

/** Draws again only when one of them changes. */
export const useFleetFacts = (): FleetFacts => usePanel(useShallow(fleetFacts))

type FleetAction = Action<FleetFacts>
const hasMachines = ({ count }: FleetFacts) => count > 0

/** Opens a sheet beside the board, from wherever it is asked for. */
function show(sheet: Sheet): void {
  goTo('workers')
  openSheet(sheet)
}

export const addMachine: FleetAction = {
  name: () => say('workers.add'),
  icon: Plus,
  run: askToAddWorker,
}

export const importMachines: FleetAction = {
  name: () => say('workers.import'),
  icon: FileDown,
  run: askToImport,
}

export const exportMachines: FleetAction = {
  name: () => say('workers.export'),
  icon: FileUp,
  fits: hasMachines,
  run: () => show({ kind: 'export' }),
}

export const findMachines: FleetAction = {
  name: () => say('workers.find'),
  icon: Radar,
  run: () => show({ kind: 'discovery' }),
}

export const showModels: FleetAction = {
  name: () => say('workers.models'),
  icon: Boxes,
  fits: hasMachines,
  run: () => show({ kind: 'models' }),
}

export const refreshAllModels: FleetAction = {
  name: () => say('workers.refresh-all-models'),
  icon: ListRestart,
  fits: hasMachines,
  run: () => void refreshModels(null),
}

export const measureAll: FleetAction = {
  name: () => say('workers.benchmark-all'),
  icon: Gauge,
  fits: ({ count, measuring }) => count > 0 && !measuring,
  run: () => void benchmark(null),
}

export const stopMeasuringAll: FleetAction = {
  name: () => say('workers.cancel-benchmark'),
  icon: Ban,
  fits: ({ measuring }) => measuring,
  run: () => void cancelBenchmark(null),
}
