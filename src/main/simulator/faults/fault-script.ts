import type { FleetSeconds, SimTime } from '../engine/sim-time.ts'
import type { Fault, FaultEffect } from './fault.ts'

/** What a fault does to the instance as a whole. */
export interface FaultHooks {
  die(backAfterSeconds: number): void
  refuse(seconds: number): void
  /** the share of full speed has changed, or something hangs now or no more */
  speedChanged(): void
}

/** Faults that befall a number of requests. */
type CountedType = Extract<Fault, { times: number }>['type']

/** The faults of one instance: which are in force now, and which come when. Lives as long as the instance, over its restarts. */
export class FaultScript {
  readonly #time: SimTime
  readonly #hooks: FaultHooks
  #active: Fault[] = []
  #awaitingImages: Fault[] = []
  #cancels: (() => void)[] = []
  #used = new Map<Fault, number>()
  #images = 0
  #frozen: PromiseWithResolvers<void> | null = null
  #standing = false

  constructor(time: SimTime, hooks: FaultHooks) {
    this.#time = time
    this.#hooks = hooks
  }

  /** images made since the instance was started */
  get images(): number {
    return this.#images
  }

  /** Replaces the script. Faults counted in images look at the images already made. */
  set(faults: readonly Fault[]): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
    this.#active = []
    this.#awaitingImages = []
    this.#used.clear()
    this.#standing = false
    this.#thaw()
    for (const fault of faults) {
      const { start } = fault
      if (start.at === 'seconds') this.#cancels.push(this.#time.at(start.seconds, () => this.#begin(fault)))
      else if (start.at === 'images' && start.images > this.#images) this.#awaitingImages.push(fault)
      else this.#begin(fault)
    }
    this.#hooks.speedChanged()
  }

  #begin(fault: Fault): void {
    this.#active.push(fault)
    switch (fault.type) {
      case 'die':
        this.#end(fault)
        this.#hooks.die(fault.backAfterSeconds)
        break
      case 'refuse':
        this.#hooks.refuse(fault.seconds)
        break
      case 'freeze':
        this.#frozen ??= Promise.withResolvers<void>()
        this.#endAfter(fault, fault.seconds, () => this.#thaw())
        break
      default:
    }
    this.#hooks.speedChanged()
  }

  #end(fault: Fault): void {
    this.#active = this.#active.filter((other) => other !== fault)
  }

  #endAfter(fault: Fault, seconds: number, then: () => void): void {
    if (seconds === Number.POSITIVE_INFINITY) return
    this.#cancels.push(
      this.#time.at(this.#time.now() + seconds, () => {
        this.#end(fault)
        then()
        this.#hooks.speedChanged()
      }),
    )
  }

  #thaw(): void {
    this.#frozen?.resolve()
    this.#frozen = null
  }

  /** Resolves when the instance answers at all. */
  async awake(): Promise<void> {
    await this.#frozen?.promise
  }

  /** Counts finished images and begins what waits for them. */
  countImages(images: number): void {
    this.#images += images
    const due = this.#awaitingImages.filter(
      ({ start }) => start.at === 'images' && start.images <= this.#images,
    )
    this.#awaitingImages = this.#awaitingImages.filter((fault) => !due.includes(fault))
    for (const fault of due) this.#begin(fault)
  }

  /** images until a scripted death; Infinity: none is near */
  imagesToLive(): number {
    const deaths = this.#awaitingImages.flatMap(({ type, start }) =>
      type === 'die' && start.at === 'images' ? [start.images - this.#images] : [],
    )
    return Math.min(Number.POSITIVE_INFINITY, ...deaths)
  }

  /** share of full speed; 0 while something hangs or is frozen */
  rate(computing: boolean): number {
    if (this.#frozen !== null) return 0
    if (computing) this.#standStill()
    if (this.#standing) return 0
    return this.#of('slow').reduce((rate, { factor }) => rate / factor, 1)
  }

  /** The first generation that computes once `hang` is in force is the one that hangs. */
  #standStill(): void {
    const [hang] = this.#of('hang')
    if (hang === undefined || this.#standing) return
    this.#standing = true
    this.#endAfter(hang, hang.seconds, () => {
      this.#standing = false
    })
  }

  /** Seconds after each start during which the API is not there yet. */
  notReadySeconds(): FleetSeconds {
    return Math.max(0, ...this.#of('not-ready').map(({ seconds }) => seconds))
  }

  /** The fault of that type that is in force, if any. */
  find<Type extends FaultEffect['type']>(type: Type): Extract<Fault, { type: Type }> | null {
    return this.#of(type)[0] ?? null
  }

  /** As `find`, for faults that befall a number of requests: one of them is used up. */
  use<Type extends CountedType>(type: Type): Extract<Fault, { type: Type }> | null {
    const fault = this.#of(type)[0] as Extract<Fault, { type: Type; times: number }> | undefined
    if (fault === undefined) return null
    const used = (this.#used.get(fault) ?? 0) + 1
    this.#used.set(fault, used)
    if (used >= fault.times) this.#end(fault)
    return fault as Extract<Fault, { type: Type }>
  }

  /** True for one call in so many, as `rare-500` has it: the last of each round. */
  isRareTurn(): boolean {
    const fault = this.find('rare-500')
    if (fault === null) return false
    const turn = (this.#used.get(fault) ?? 0) + 1
    this.#used.set(fault, turn % fault.oneIn)
    return turn === fault.oneIn
  }

  #of<Type extends FaultEffect['type']>(type: Type): Extract<Fault, { type: Type }>[] {
    return this.#active.filter((fault): fault is Extract<Fault, { type: Type }> => fault.type === type)
  }
}
