import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { say } from '../../../shared/words/say.ts'
import type { WorkerStateName } from '../../../shared/worker.ts'

/** As the panel names the states: "Ready", "Unavailable". */
export const workerStateWords = (state: WorkerStateName): string =>
  say(`workers.state.${state}` satisfies MessageKey)
