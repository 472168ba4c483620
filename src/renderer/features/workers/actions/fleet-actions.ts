import {
  Ban,
  Boxes,
  FileDown,
  FileUp,
  Gauge,
  ListRestart,
  Plus,
  Radar,
  Scale,
  Sparkles,
  Square,
} from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { say } from '../../../../shared/words/say.ts'
import { attempt } from '../../../state/call.ts'
import { askToAddWorker, askToImport, goTo } from '../../../state/navigation.ts'
import { type PanelState, usePanel } from '../../../state/panel-store.ts'
import { startDemoFleet } from '../../../state/start-demo-fleet.ts'
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

export const fleetFacts = ({ workersById, workerOrder, settings }: PanelState): FleetFacts => ({
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
  fullName: () => say('workers.add.full'),
  icon: Plus,
  run: askToAddWorker,
}

export const importMachines: FleetAction = {
  name: () => say('workers.import'),
  fullName: () => say('workers.import.full'),
  icon: FileDown,
  run: askToImport,
}

export const exportMachines: FleetAction = {
  name: () => say('workers.export'),
  fullName: () => say('workers.export.full'),
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

export const compareSettings: FleetAction = {
  name: () => say('workers.compare'),
  icon: Scale,
  fits: ({ count }) => count > 1,
  run: () => show({ kind: 'compare' }),
}

export const refreshAllModels: FleetAction = {
  name: () => say('workers.refresh-all-models'),
  fullName: () => say('workers.refresh-all-models.full'),
  icon: ListRestart,
  fits: hasMachines,
  run: () => void refreshModels(null),
}

export const measureAll: FleetAction = {
  name: () => say('workers.benchmark-all'),
  fullName: () => say('workers.benchmark-all.full'),
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

export const startDemo: FleetAction = {
  name: () => say('workers.start-demo'),
  icon: Sparkles,
  fits: ({ demo }) => !demo,
  run: () => void startDemoFleet(),
}

export const stopDemo: FleetAction = {
  name: () => say('workers.stop-demo'),
  icon: Square,
  fits: ({ demo }) => demo,
  run: () => void attempt('stopDemoFleet', {}, say('panel.failed.stop-demo')),
}
