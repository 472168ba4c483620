import type { PastJob } from '../../shared/history.ts'
import type { WorkerId } from '../../shared/ids.ts'
import type { DispatchEvent } from '../core/dispatch/dispatcher.ts'
import type { FleetEvent } from '../fleet/fleet.ts'
import type { EventHub } from './events.ts'
import { pastJobOf } from './keep-history.ts'
import type { Notices } from './notices.ts'

/** Facts of the parts as events of the contract. `touch`: what a worker is on has changed, its view is due; `keep`: puts a job into the history. */
export function createForwarding(
  hub: EventHub,
  notices: Notices,
  touch: (id: WorkerId) => void,
  keep: (past: PastJob) => void,
) {
  return {
    onDispatch(event: DispatchEvent): void {
      switch (event.type) {
        case 'jobChanged':
          hub.emit('jobChanged', event.job)
          break
        case 'jobEnded':
          keep(pastJobOf(event.job, event.batches))
          hub.emit('historyChanged', {})
          break
        case 'queueArranged':
          hub.emit('queueArranged', event.order)
          break
        case 'queuePauseChanged':
          hub.emit('queuePauseChanged', { paused: event.paused })
          break
        case 'batchChanged':
          touch(event.batch.workerId)
          hub.emit('batchChanged', event.batch)
          break
        case 'forecastChanged':
          hub.emit('forecastChanged', { jobId: event.jobId, batches: event.batches })
          break
        case 'progressed':
          hub.emit('progressed', event.progress)
          break
        case 'imageStored':
          if (event.image.workerId !== null) touch(event.image.workerId)
          hub.emit('imageStored', event.image)
          break
        case 'notice':
          notices.raise(event)
      }
    },
    onFleet(event: FleetEvent): void {
      switch (event.type) {
        case 'workerChanged':
          hub.emit('workerChanged', event.worker)
          break
        case 'workersArranged':
          hub.emit('workersArranged', [...event.order])
          break
        case 'workerRemoved':
          hub.emit('workerRemoved', { workerId: event.workerId })
          break
        case 'notice':
          notices.raise(event)
      }
    },
  }
}
