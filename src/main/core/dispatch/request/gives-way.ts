import type { InFlight } from './in-flight.ts'

/** Made in case the request it is a copy of breaks: it gives way to whatever else its worker could do. */
export const isSpare = ({ state }: InFlight): boolean => state.part === 'spare'

/** We have stopped it, and nothing but its answer is still to come: the server is free for the next one at the end of a step. */
export const isStopping = ({ wanted, interrupted }: InFlight): boolean => !wanted && interrupted

/** It keeps its worker from nothing. */
export const givesWay = (flight: InFlight): boolean => isSpare(flight) || isStopping(flight)
