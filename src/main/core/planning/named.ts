import type { Obstacle } from '../../../shared/plan.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { FleetWorker } from '../ports.ts'

/** One thing that a request names, and what tells whether a server has it. */
export interface Named {
  readonly field: Obstacle['field']
  readonly name: string
  readonly thing: Reason
  /** null: its list does not tell */
  readonly isOn: (server: Capabilities, worker: FleetWorker) => boolean | null
  /** what a server has of that kind */
  readonly names: (server: Capabilities) => readonly string[] | null
}
