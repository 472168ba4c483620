/** A good or a hostile server in a process of its own. Prints its address, serves until killed. */
import { startSimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'
import { startFront } from './front.ts'
import { TRICKS } from './tricks.ts'

/** images per minute of every server that says nothing else: 16 pictures in 1.6 s */
const IPM = 600
const trick = TRICKS[process.argv[2] ?? '']
const worker = await startSimulatedWorker({ name: 'behind', ipm: IPM, ...trick?.behind })
console.log(trick === undefined ? worker.url : await startFront(worker.url, trick))
process.on('SIGTERM', () => process.exit(0))
