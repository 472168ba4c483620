import type { WorkerId } from '../../../shared/ids.ts'
import type { InFlight } from './in-flight.ts'
import type { Job } from './job.ts'
import { Station } from './station.ts'

/** What dispatch remembers about all workers, those that were removed with something of ours running included. */
export class Stations {
  readonly #stations = new Map<WorkerId, Station>()

  of(id: WorkerId): Station {
    const known = this.#stations.get(id)
    if (known !== undefined) return known
    const station = new Station()
    this.#stations.set(id, station)
    return station
  }

  all(): IterableIterator<Station> {
    return this.#stations.values()
  }

  /** Requests on their way, those given up on not included. */
  flights(): InFlight[] {
    return [...this.all()].flatMap((station) => station.flights)
  }

  flightsOf(job: Job): InFlight[] {
    const flights: InFlight[] = []
    for (const station of this.all())
      for (const flight of station.flights) if (flight.job === job) flights.push(flight)
    return flights
  }

  /** Requests given up on whose connections are still open. */
  abandoned(): InFlight[] {
    return [...this.all()].flatMap((station) => [...station.abandoned])
  }
}
