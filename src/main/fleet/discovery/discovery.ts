import { reason } from '../../../shared/words/catalogue.ts'
import type { Discovery as DiscoveryView } from '../../../shared/worker-activity.ts'
import { problemOf, TributaryError } from '../../core/failure.ts'
import type { Clock } from '../../core/ports.ts'
import { addressKey } from '../transfer/address-key.ts'
import { pause } from '../wait.ts'
import { lookAtServer, type Probe } from './look-at-server.ts'
import { type PacedEmit, pacedEmit } from './paced-emit.ts'
import { type Interfaces, machineTargets, networkTargets, ownAddresses, type Target } from './targets.ts'
import type { Connectable } from './tcp-connectable.ts'

/** Looks under way at once. */
const AT_ONCE = 64
/** On a local network an open port answers within milliseconds. */
const CONNECT_MS = 400
/** Real ms a server may take to say what it is. */
const PROBE_MS = 8_000
/** Real ms between two announcements of the progress. */
const EMIT_MS = 100
const MOST_FOUND = 200
/** A network is back so soon after this computer woke, real ms. */
const NETWORK_BACK_MS = 5_000
/** An address that was being looked at when this computer fell asleep is looked at again, so many times. */
const MOST_SLEEPS = 5

export interface DiscoveryOptions {
  readonly probe: Probe
  /** the workers there are */
  known(): readonly { readonly url: string; readonly name: string }[]
  /** os.networkInterfaces */
  interfaces(): Interfaces
  /** tcpConnectable */
  readonly connectable: Connectable
  readonly clock: Clock
  /** fleet ms per real ms, as the clock runs; 1 when left out */
  readonly timeScale?: number
  /** os.hostname(): a worker known by it is this machine */
  readonly hostName?: string
  emit(view: DiscoveryView): void
}

export interface Discovery {
  /** Begins to look and answers how it stands; a look under way ends first. Nothing is sent anywhere before this is called. */
  start(scope: DiscoveryView['scope']): DiscoveryView
  /** Ends at once; what was found stays. */
  cancel(): void
  /** the newest look; null before the first */
  view(): DiscoveryView | null
  /** Ends, and resolves when nothing is under way any more. */
  stop(): Promise<void>
}

type Found = Omit<DiscoveryView['found'][number], 'knownAs'>

interface Look {
  readonly scope: DiscoveryView['scope']
  readonly abort: AbortController
  readonly found: Found[]
  readonly total: number
  readonly emitter: PacedEmit
  checked: number
  running: boolean
  problem: DiscoveryView['problem']
  done: Promise<void>
}

/** Finds sdwui on this machine or, when asked, on the local network: a TCP connect first, then a question to what is open. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { clock, timeScale = 1 } = options
  let look: Look | null = null

  function viewOf(of: Look): DiscoveryView {
    const own = ownAddresses(options.interfaces())
    const hostName = options.hostName?.toLowerCase()
    if (hostName !== undefined) own.add(hostName).add(`${hostName}.local`)
    // Asked anew each time: what was found may have become a worker meanwhile.
    const names = new Map(options.known().map(({ url, name }) => [addressKey(url, own), name]))
    const { scope, running, checked, total, problem } = of
    const found = of.found.map((one) => ({ ...one, knownAs: names.get(addressKey(one.url, own)) ?? null }))
    // Answers come in any order; addresses are looked for by their order.
    found.sort((a, b) => a.url.localeCompare(b.url, 'en', { numeric: true }))
    return { scope, running, checked, total, found, problem }
  }

  /** Looks at an address while this computer is awake: what was under way in a sleep says nothing, and the network needs a while to be back. */
  async function checkAwake(target: Target, of: Look): Promise<void> {
    const slept = () => clock.slept?.() ?? 0
    for (let sleeps = 0; ; sleeps++) {
      const before = slept()
      const isFinal = () => slept() === before || sleeps === MOST_SLEEPS || of.abort.signal.aborted
      try {
        if ((await check(target, of)) || isFinal()) return
      } catch (error) {
        if (isFinal()) throw error
      }
      await pause(clock, NETWORK_BACK_MS * timeScale, of.abort.signal)
    }
  }

  /** Whether sdwui was found there. */
  async function check(target: Target, of: Look): Promise<boolean> {
    const { signal } = of.abort
    for (const host of target.hosts) {
      if (signal.aborted) return false
      if (!(await options.connectable(host, target.port, CONNECT_MS, signal))) continue
      const report = await withinTime(signal, (inner) =>
        lookAtServer(host, target.port, options.probe, inner),
      )
      if (report === null || signal.aborted || of.found.length >= MOST_FOUND) return false
      const { url, kind, version, checkpoint, needsPassword, problem } = report
      of.found.push({ url, kind, version, checkpoint, needsPassword, problem })
      return true
    }
    return false
  }

  async function withinTime<T>(outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController()
    const cancel = clock.after(PROBE_MS * timeScale, () => late.abort())
    try {
      return await work(AbortSignal.any([outer, late.signal]))
    } finally {
      cancel()
    }
  }

  async function lookAt(targets: readonly Target[], of: Look): Promise<void> {
    const waiting = targets.values()
    const lane = async () => {
      for (const target of waiting) {
        if (of.abort.signal.aborted) return
        try {
          await checkAwake(target, of)
        } catch (error) {
          // One address must not end the look at the others; the first problem is shown.
          if (!of.abort.signal.aborted) of.problem ??= problemOf(error)
        }
        if (of.abort.signal.aborted) return
        of.checked++
        of.emitter.ask()
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, targets.length) }, lane))
    end(of)
  }

  function end(of: Look): void {
    if (!of.running) return
    of.running = false
    of.abort.abort()
    if (look === of) of.emitter.now()
  }

  return {
    start(scope) {
      if (look !== null) {
        look.emitter.stop()
        look.running = false
        look.abort.abort()
      }
      const neighbours = scope === 'network' ? networkTargets(options.interfaces()) : []
      const targets = [...machineTargets(), ...neighbours]
      const next: Look = {
        scope,
        abort: new AbortController(),
        found: [],
        total: targets.length,
        emitter: pacedEmit(clock, EMIT_MS * timeScale, () => {
          if (look === next) options.emit(viewOf(next))
        }),
        checked: 0,
        running: true,
        problem: scope === 'network' && neighbours.length === 0 ? noNetwork() : null,
        done: Promise.resolve(),
      }
      look = next
      next.done = lookAt(targets, next)
      return viewOf(next)
    },
    cancel() {
      if (look !== null) end(look)
    },
    view: () => (look === null ? null : viewOf(look)),
    async stop() {
      if (look === null) return
      end(look)
      look.emitter.stop()
      await look.done
    },
  }
}

const noNetwork = () =>
  new TributaryError('not-found', reason('fleet.no-network'), reason('fleet.no-network.remedy')).toProblem()
