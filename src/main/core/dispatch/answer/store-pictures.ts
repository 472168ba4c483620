import type { ImageId } from '../../../../shared/ids.ts'
import { infotextNumber, readInfotext } from '../../../../shared/infotext.ts'
import { isAsAsked, type StoredImage } from '../../../../shared/job.ts'
import { canonicalCheckpointName } from '../../../../shared/names/checkpoints.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { say } from '../../../../shared/words/say.ts'
import { problemOf } from '../../failure.ts'
import type { FleetPort, ImageMeta, SpooledImage } from '../../ports.ts'
import { seedsOfIndex } from '../../prompt/seeds.ts'
import { requestOfRun } from '../../runs/base-params.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Passed } from '../request/passed.ts'
import type { Verdict } from './judgement.ts'
import type { RetryingSink } from './retrying-sink.ts'

export interface StorePicturesDeps {
  readonly fleet: FleetPort
  readonly sink: RetryingSink
  readonly keepPartials: () => boolean
  readonly emit: (event: DispatchEvent) => void
}

/** What is kept at most of what comes beside the pictures of a request. */
const BESIDE = { pictures: 20, bytes: 64 << 20 }

/** What became of the pictures of one answer. */
export interface Kept {
  /** indexes that are stored now and were not before */
  readonly stored: number
  /** why a picture could not be stored, a full disk apart; null: all that were wanted are */
  readonly failure: unknown
}

/** Brings pictures from where they were spooled to the gallery; what nobody needs is discarded. */
export class StorePictures {
  readonly #deps: StorePicturesDeps

  constructor(deps: StorePicturesDeps) {
    this.#deps = deps
  }

  /**
   * Which pictures are wanted is settled, and their indexes claimed, before this returns its promise; it resolves when they are
   * durable. Never rejects. `secondsEach`: share of the request's time.
   */
  async keep(flight: InFlight, verdicts: readonly Verdict[], secondsEach: number | null): Promise<Kept> {
    let stored = 0
    let failure: unknown = null
    const { job } = flight
    const taken = new Map(flight.taken.map((each) => [each.passed.position, each]))
    const indexes = this.#claimed(flight, verdicts)
    const attached = attachedOf(flight, verdicts)
    const ids: ImageId[] = []
    await Promise.all(
      verdicts.map(async (verdict) => {
        const picture = taken.get(verdict.position)
        if (picture === undefined || attached.includes(picture.spooled)) return
        const { spooled } = picture
        const index = indexes.get(verdict)
        if (index === undefined) return this.#deps.sink.discard(spooled)
        job.storingBegan()
        try {
          const image = await this.#store(flight, { ...verdict, index }, picture, secondsEach)
          ids.push(image.id)
          if (isAsAsked(image.flags)) stored++
        } catch (error) {
          failure = error
          await this.#deps.sink.discard(spooled)
        } finally {
          job.storingEnded()
        }
      }),
    )
    await this.#attach(flight, attached, ids)
    return { stored, failure }
  }

  /** The indexes that wanted pictures are stored under. What is kept beside an image is wanted only with that image. */
  #claimed(flight: InFlight, verdicts: readonly Verdict[]): ReadonlyMap<Verdict, number> {
    const { job, taken } = flight
    const here = new Set(taken.map(({ passed }) => passed.position))
    const indexes = new Map<Verdict, number>()
    for (const verdict of verdicts)
      if (verdict.index !== null && here.has(verdict.position) && this.#wanted(flight, verdict))
        indexes.set(verdict, verdict.index)
    if (indexes.size === 0) return indexes
    for (const verdict of verdicts)
      if (verdict.beside === true && here.has(verdict.position)) indexes.set(verdict, job.claimBeside())
    return indexes
  }

  /** What came beside stays with the pictures it came with; where none of those was wanted, it is not either. */
  async #attach(flight: InFlight, beside: readonly SpooledImage[], ids: readonly ImageId[]): Promise<void> {
    const { sink } = this.#deps
    await Promise.all(
      beside.map(async (spooled) => {
        if (ids.length === 0) return sink.discard(spooled)
        try {
          await sink.attach(spooled, ids, flight.abort.signal)
        } catch (error) {
          await sink.discard(spooled)
          if (!flight.abort.signal.aborted) this.#notAttached(flight, error)
        }
      }),
    )
  }

  #notAttached({ job, workerId }: InFlight, error: unknown): void {
    this.#deps.emit({
      ...{ type: 'notice', level: 'warning', workerId, jobId: job.id },
      title: reason('dispatch.beside-not-stored', { number: job.number }),
      text: problemOf(error).message,
    })
  }

  /** Claims the index of a good picture; a flagged one stands for no index and is kept beside. */
  #wanted({ job }: InFlight, { index, flags }: Verdict): boolean {
    if (index === null) return false
    if (isAsAsked(flags)) return job.claim(index)
    if (flags.includes('partial')) return this.#deps.keepPartials() && !job.has(index)
    return !job.over
  }

  async #store(
    flight: InFlight,
    verdict: Verdict & { readonly index: number },
    { spooled, passed }: { spooled: SpooledImage; passed: Passed },
    seconds: number | null,
  ): Promise<StoredImage> {
    const { job, workerId } = flight
    const { index, flags } = verdict
    const good = isAsAsked(flags)
    const workerName = this.#deps.fleet.worker(workerId)?.name ?? say('dispatch.removed-machine')
    let image: StoredImage
    try {
      const meta = metaOf(flight, {
        ...{ index, workerName, flags, seconds },
        ...seedsOf(flight, verdict),
        infotext: verdict.infotext,
        infotextInFile: passed.infotext !== null,
      })
      image = await this.#deps.sink.commit(spooled, meta, flight.abort.signal)
    } catch (error) {
      if (good) job.unclaim(index)
      throw error
    }
    if (good && job.take(index))
      job.tallies.made({ id: workerId, name: workerName }, job.isBonus(index) ? 'bonus' : 'image')
    this.#deps.emit({ type: 'imageStored', image })
    return image
  }
}

/** Of a picture that stands for no index of its own, what it tells, else those of the image it came with. */
function seedsOf({ request }: InFlight, { index, beside, infotext }: Verdict & { readonly index: number }) {
  if (beside !== true) return seedsOfIndex(request.params, index)
  const told = infotext === null ? null : readInfotext(infotext)
  const { seed, subseed } = seedsOfIndex(request.params, request.firstIndex)
  return {
    seed: (told && infotextNumber(told, 'Seed')) ?? seed,
    subseed: (told && infotextNumber(told, 'Variation seed')) ?? subseed,
  }
}

/** What of an answer is kept beside its pictures, as far as the bounds let it be. */
function attachedOf({ taken }: Pick<InFlight, 'taken'>, verdicts: readonly Verdict[]): SpooledImage[] {
  const positions = new Set(
    verdicts.filter((verdict) => verdict.attached === true).map(({ position }) => position),
  )
  let bytes = 0
  return taken
    .filter(({ passed }) => positions.has(passed.position))
    .slice(0, BESIDE.pictures)
    .flatMap(({ spooled }) => {
      bytes += spooled.bytes
      return bytes > BESIDE.bytes ? [] : [spooled]
    })
}

function metaOf(
  flight: InFlight,
  facts: Pick<
    ImageMeta,
    'index' | 'seed' | 'subseed' | 'workerName' | 'flags' | 'infotext' | 'infotextInFile' | 'seconds'
  >,
): ImageMeta {
  const { job, request, workerId } = flight
  return {
    ...facts,
    jobId: job.id,
    jobNumber: job.number,
    bonus: job.isBonus(facts.index),
    workerId,
    // What was really asked of this worker: of one run, wildcards are drawn, step scaling lowers the steps, its card may name another checkpoint.
    request: {
      ...requestOfRun(job.request, request.params),
      checkpoint: request.checkpoint === null ? null : canonicalCheckpointName(request.checkpoint),
    },
  }
}
