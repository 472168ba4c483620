import type { Fleet, FleetOptions } from './fleet.ts'
import { LiveFleet } from './live-fleet.ts'

/** The registry of the workers. Nothing is sent before it is started. */
export const createFleet = (options: FleetOptions): Fleet => new LiveFleet(options)
