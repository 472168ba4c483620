/** One stretch of a generation, seconds of fleet time at full speed. */
interface Segment {
  readonly iteration: number
  readonly kind: 'sample' | 'decode'
  /** what /progress shows as job_no during it */
  readonly jobNo: number
  /** of this pass; 0 for a decode */
  readonly steps: number
  readonly secondPass: boolean
  seconds: number
  /** steps really run; less than `steps` once cut short */
  run: number
}

export interface TimelinePlan {
  readonly iterations: number
  readonly steps: number
  /** of the hires pass; null: none */
  readonly secondPassSteps: number | null
  /** seconds of one iteration, all passes and decoding */
  readonly secondsPerIteration: number
  /** share of those that the hires pass takes */
  readonly secondPassShare: number
}

/** How far an iteration got. */
export interface Iteration {
  readonly index: number
  /** 0..1 of its steps */
  readonly fraction: number
  /** the hires pass was never begun: the images have the first pass's size */
  readonly firstPassOnly: boolean
}

/** Share of an iteration that is VAE decoding; the progress bar stands still during it. */
const DECODE_SHARE = 0.04

/** Which step of which iteration runs when; may be cut short while it runs. */
export class Timeline {
  readonly jobCount: number
  #segments: Segment[] = []

  constructor(plan: TimelinePlan) {
    const passes = plan.secondPassSteps === null ? 1 : 2
    this.jobCount = plan.iterations * passes
    const sampling = plan.secondsPerIteration * (1 - DECODE_SHARE)
    for (let iteration = 0; iteration < plan.iterations; iteration++) {
      const jobNo = iteration * passes
      const add = (steps: number, seconds: number, secondPass: boolean) =>
        this.#segments.push({
          ...{
            iteration,
            kind: 'sample',
            jobNo: jobNo + Number(secondPass),
            steps,
            secondPass,
            seconds,
            run: steps,
          },
        })
      add(plan.steps, sampling * (1 - plan.secondPassShare), false)
      if (plan.secondPassSteps !== null) add(plan.secondPassSteps, sampling * plan.secondPassShare, true)
      this.#segments.push({
        ...{ iteration, kind: 'decode', jobNo: jobNo + passes - 1, steps: 0, secondPass: passes > 1, run: 0 },
        seconds: plan.secondsPerIteration * DECODE_SHARE,
      })
    }
  }

  get total(): number {
    return this.#segments.reduce((sum, { seconds }) => sum + seconds, 0)
  }

  /** What job_no has come to when all of it is done. */
  get jobsDone(): number {
    const last = this.#segments.at(-1)
    return last === undefined ? 0 : last.jobNo + 1
  }

  /** What /progress shows after so many seconds of work. */
  at(worked: number): { jobNo: number; step: number; steps: number; iteration: number } {
    const { segment, within } = this.#find(worked)
    if (segment === undefined) return { jobNo: 0, step: 0, steps: 0, iteration: 0 }
    const { jobNo, iteration } = segment
    if (segment.kind === 'decode') {
      // The counter stays where sampling left it, cut short or not.
      const { steps, run } = this.#segments.findLast(
        (other) => other.iteration === iteration && other.kind === 'sample',
      ) ?? { steps: 1, run: 1 }
      return { jobNo, step: Math.max(0, run - 1), steps, iteration }
    }
    const step = segment.seconds > 0 ? Math.floor((within / segment.seconds) * segment.run) : 0
    return { jobNo, step: Math.min(segment.steps - 1, step), steps: segment.steps, iteration }
  }

  /** 0..1 of the present iteration's steps: how sharp its preview is. */
  fraction(worked: number): number {
    const { segment, within } = this.#find(worked)
    if (segment === undefined) return 0
    const samples = this.#segments.filter(
      ({ iteration, kind }) => iteration === segment.iteration && kind === 'sample',
    )
    const all = samples.reduce((sum, { steps }) => sum + steps, 0)
    let done = 0
    for (const sample of samples) {
      if (sample === segment)
        return all === 0 ? 1 : (done + (within / (segment.seconds || 1)) * sample.run) / all
      done += sample.run
    }
    return all === 0 ? 1 : done / all
  }

  /** interrupt: the step that runs is the last, its latents are decoded, later iterations do not begin. */
  interrupt(worked: number): void {
    this.#cut(worked)
    const { segment } = this.#find(worked)
    this.#segments = this.#segments.filter(({ iteration }) => iteration <= (segment?.iteration ?? -1))
  }

  /** skip: the same for the iteration that runs only. */
  skip(worked: number): void {
    this.#cut(worked)
  }

  /** Interrupted before the first iteration began: none does. */
  clear(): void {
    this.#segments = []
  }

  #cut(worked: number): void {
    const { segment, within } = this.#find(worked)
    if (segment === undefined || segment.kind === 'decode' || segment.seconds === 0) return
    const perStep = segment.seconds / Math.max(1, segment.run)
    segment.run = Math.min(segment.run, Math.floor(within / perStep) + 1)
    segment.seconds = segment.run * perStep
    const from = this.#segments.indexOf(segment)
    this.#segments = this.#segments.filter(
      (other, index) => index <= from || other.iteration !== segment.iteration || other.kind === 'decode',
    )
  }

  /** Which iterations there are, and how far each gets. */
  iterations(): Iteration[] {
    const indexes = [...new Set(this.#segments.map(({ iteration }) => iteration))]
    const passes = Math.max(1, ...this.#segments.map(({ secondPass }) => (secondPass ? 2 : 1)))
    return indexes.map((index) => {
      const samples = this.#segments.filter(({ iteration, kind }) => iteration === index && kind === 'sample')
      const share = samples.reduce((sum, { run, steps }) => sum + (steps === 0 ? 1 : run / steps), 0) / passes
      return {
        index,
        fraction: share,
        firstPassOnly: passes > 1 && !samples.some(({ secondPass }) => secondPass),
      }
    })
  }

  #find(worked: number): { segment: Segment | undefined; within: number } {
    let begins = 0
    for (const segment of this.#segments) {
      if (worked < begins + segment.seconds) return { segment, within: worked - begins }
      begins += segment.seconds
    }
    const segment = this.#segments.at(-1)
    return { segment, within: segment?.seconds ?? 0 }
  }
}
