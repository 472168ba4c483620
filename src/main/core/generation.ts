import type { GenerationRequest } from '../../shared/generation.ts'
import type { ImageIndex, TaskId } from '../../shared/ids.ts'
import type { InputPicture } from '../../shared/input-picture.ts'
import type { ServerLists } from '../../shared/names/on-server.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { Wildcards } from './prompt/wildcard-lists.ts'

/** Fields of a request that say which images there are to be and when, not how one is made. */
type OfTheJob =
  | ('images' | 'mode' | 'stepScaling' | 'until' | 'runOver')
  | ('inputs' | 'grid' | 'prompts' | 'variants')

/** What the images of one run are made of, everything random resolved: what any worker needs to make any index of it. */
export interface GenerationParams extends Omit<GenerationRequest, OfTheJob | 'seed' | 'subseed'> {
  /** what its images are made from; absent: from nothing */
  readonly input?: InputPicture
  /** index of the first image of the run; absent: 0 */
  readonly runFirst?: number
  /** images of the run: no request can be larger; absent: as many as the job has */
  readonly runLength?: number
  /** 0..4294967295; of the first image of the run */
  readonly seed: number
  readonly subseed: number
  /** of all images of the run the job may need, bonus included; absent: not reckoned */
  readonly highestSeed?: number
  /** what `__name__` in the prompts is drawn from, image by image; absent: the prompts are as they are sent */
  readonly wildcards?: Wildcards
  /** `{a|b}` in the prompts is drawn for each image; absent: it stands as it is written */
  readonly drawsVariants?: boolean
  /**
   * where prompts are drawn: how many images that follow each other are drawn the same, for each such row of the first images of the run. No
   * request has images of two of them. Absent: all images of the run have the same prompts
   */
  readonly drawnLengths?: readonly number[]
}

/** A run of image indexes sent to one worker as one HTTP request (`batch_size = count`, `n_iter = 1`). */
export interface BatchRequest {
  readonly taskId: TaskId
  readonly params: GenerationParams
  readonly firstIndex: ImageIndex
  readonly count: number
  /** seed and subseed of `firstIndex`, as the server is to be told (core/prompt/seeds.ts) */
  readonly seed: number
  readonly subseed: number
  /** what the worker takes for the checkpoint to use (names/on-worker.ts); null: leave what is loaded */
  readonly checkpoint: string | null
  /** what the checkpoint was asked by, where that is a hash: the answer is held against it */
  readonly checkpointHash?: string
  /** how the worker itself calls what is asked (names/on-worker.ts); absent: as the parameters do */
  readonly names?: SentNames
  readonly saveOnWorker: boolean
  /** what the machine does about the VAE where none is asked for; absent: not known */
  readonly ownVae?: OwnVae
}

export interface OwnVae {
  /** 'Automatic', 'None' or the name of one that is on the machine */
  readonly setting: string
  /** VAEs that requests of ours asked it for so far */
  readonly askedBefore: readonly string[]
}

/** Sampler, schedule and upscaler in one worker's own spelling. */
export interface SentNames {
  readonly sampler: string
  /** 'Automatic': none is named */
  readonly scheduler: string
  readonly upscaler: string | null
  /** of the second pass, where another is asked for than in the first; absent: as there */
  readonly second?: SecondPassNames
  /** what takes over for the last steps; absent: nothing does */
  readonly refiner?: string
  /** what it lists; null: it does not tell */
  readonly lists: ServerLists | null
}

/** What the second pass uses instead of what the first one does; absent: the same. */
export interface SecondPassNames {
  readonly checkpoint?: string
  readonly sampler?: string
  readonly scheduler?: string
}

export type ImageFormat = 'png' | 'jpeg' | 'webp'

/** One image of an answer, as it passes by; `position` counts from 0 in the answer's `images` list. */
export interface RawImage {
  readonly position: number
  /** good until `onImage` has resolved: the memory is used for the next image then */
  readonly bytes: Uint8Array
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  /** text found inside the file; null when it holds none */
  readonly infotext: string | null
}

/** What came after the images: the parsed `info` of the answer. Every key may be absent (sdapi.md 3.1). */
export interface AnswerInfo {
  readonly indexOfFirstImage: number
  readonly allSeeds: readonly number[] | null
  readonly allSubseeds: readonly number[] | null
  readonly infotexts: readonly string[] | null
  readonly samplerName: string | null
  readonly checkpointName: string | null
  readonly checkpointHash: string | null
  /** null: it used none (or the server never fills the key); absent: it has no such key */
  readonly vaeName?: string | null
  readonly version: string | null
}

/** How a place of an answer was filled that held no picture that can be used. */
export interface UnusablePicture {
  /** goes on from "images were sent": "as AVIF, ...", "broken, ..." */
  readonly how: Reason
  /** of a kind that is not read, or of one that is, but not all of its file */
  readonly is: 'foreign' | 'broken'
}

/** The end of a whole answer. */
export interface BatchAnswer {
  /** images that passed, good or not */
  readonly images: number
  /** places in the answer that held something else than a whole picture */
  readonly damaged: number
  /** the first place of those that held something else; absent: it was empty, or there was none */
  readonly unusable?: UnusablePicture
  /** null: the server sends none (koboldcpp) or it could not be read */
  readonly info: AnswerInfo | null
  /** seconds the server says it took, queue wait included; null where it does not say */
  readonly serverSeconds: number | null
}

/**
 * Whether the last request of a server was interrupted or skipped, by whoever: its pictures are half done then, and nothing in the answer
 * says so (sdapi.md 1.3). 'cannot-tell': another request runs already, or this kind of server has no word for it.
 */
export type ServersWord = 'stopped' | 'ran-through' | 'cannot-tell'

/** How a request is doing on the server. */
export interface TaskProgress {
  /** queued: waits for the lock; active: ours is the one that runs; unknown: the server cannot tell */
  readonly at: 'queued' | 'active' | 'elsewhere' | 'idle' | 'unknown'
  /** 0..1; null when not active */
  readonly fraction: number | null
  /** counters that change when the server works, for the hang rule; equal strings: no progress */
  readonly pulse: string
  /** somebody has interrupted or skipped it; absent: not told */
  readonly stopped?: boolean
  /** a small JPEG or PNG, when asked for and there is a new one */
  readonly preview: Uint8Array | null
  /** the server says that it is done with this request (`completed` of /internal/progress); absent: it does not say */
  readonly finished?: boolean
}
