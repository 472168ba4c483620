import { checkpointObstacle } from '../../shared/offers/checkpoint-offers.ts'
import { say } from '../../shared/words/say.ts'
import type { WorkerView } from '../../shared/worker.ts'

/** Why the chosen checkpoint cannot be used anywhere, in words; null: it can, or nobody tells what it has. */
export function checkpointError(workers: readonly WorkerView[], chosen: string | null): string | null {
  const obstacle = checkpointObstacle(workers, chosen)
  return obstacle === null ? null : say(`generate.checkpoint.${obstacle}`)
}
