/** One instant simulated sdwui in a process of its own, so that its work is not counted. Prints its address, serves until killed. */
import { startSimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'

const worker = await startSimulatedWorker({
  name: 'instant',
  instant: true,
  compression: 'photo',
  vramBytes: 2 ** 50,
})
console.log(worker.url)
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)))
