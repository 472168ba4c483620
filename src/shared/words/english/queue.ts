/** The queue: jobs that wait and run, the history, and the details of a job. */
export const queue = {
  'queue.failed.pause': 'Could not pause the job',
  'queue.failed.resume': 'Could not resume the job',
  'queue.failed.go-on': 'Could not continue the job',
  'queue.failed.cancel': 'Could not cancel the job',
  'queue.failed.move': 'Could not move the job',
  'queue.failed.run-again': 'Could not run the job again',
  'queue.failed.read-settings': 'Could not read the settings of the job',
  'queue.failed.read-prompt': 'Could not read the prompt of the job',
  'queue.failed.pause-all': 'Could not pause the jobs',
  'queue.failed.resume-all': 'Could not resume the jobs',
  'queue.failed.clear-history': 'Could not clear the history',
  'queue.failed.restore-history': 'Could not put the jobs back',

  'queue.drag.instructions':
    'Press Space or Enter to lift this job. Move it with the arrow keys. Press Space to drop it, Escape to put it back.',
  'queue.drag.lifted': 'Lifted job {number}. It is number {place, number} of {count, number} in the queue.',
  'queue.drag.over': 'Job {number}: number {place, number} of {count, number}.',
  'queue.drag.back': 'Job {number} is back where it was, number {place, number} of {count, number}.',
  'queue.drag.stays': 'Job {number} stays where it was.',
  'queue.drag.ended': 'Job {number} is now number {place, number} of {count, number} in the queue.',
  'queue.moved': 'Job {number} is number {place, number} of {count, number} in the queue',

  'queue.state.held': 'Measuring machines first',
  'queue.state.queued': 'Waiting its turn',
  'queue.state.running': 'Running',
  'queue.state.waiting': 'Waiting for a machine',
  'queue.state.paused': 'Paused',
  'queue.state.storing-paused': 'Cannot store pictures',
  'queue.state.finished': 'Finished',
  'queue.state.cancelled': 'Cancelled',
  'queue.state.failed': 'Failed',
} as const
