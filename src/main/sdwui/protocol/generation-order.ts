import type { GenerationCall } from './generation-fields.ts'
import type { ServerError } from './server-error.ts'

/** The second pass of an order. */
export interface HiresOrder {
  readonly scale: number
  readonly upscaler: string
  /** as asked; 0: as many as the first pass */
  readonly steps: number
  readonly stepsRun: number
  readonly width: number
  readonly height: number
  /** hr_resize_x/y as asked, where they were used instead of hr_scale */
  readonly resizedTo: string | null
  /** of the second pass where another was asked for */
  readonly sampler?: string | null
  readonly schedule?: string | null
  readonly prompt?: string | null
  readonly negativePrompt?: string | null
  /** as asked for; null: the first pass's */
  readonly checkpoint?: string | null
}

/** A generation request with everything resolved as sdwui resolves it. */
export interface GenerationOrder {
  readonly call: GenerationCall
  /** the request echo: every field with its default */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly negativePrompt: string
  readonly seeds: readonly { readonly seed: number; readonly subseed: number }[]
  readonly subseedStrength: number
  readonly batchSize: number
  readonly iterations: number
  readonly steps: number
  readonly stepsRun: number
  readonly cfgScale: number
  readonly width: number
  readonly height: number
  readonly sampler: string
  /** label as resolved, "Automatic" when it is the sampler's own default */
  readonly scheduler: string
  /** label of what the sampler really uses, for the infotext */
  readonly schedule: string
  readonly denoisingStrength: number | null
  readonly hires: HiresOrder | null
  readonly loras: readonly string[]
  readonly overrides: Readonly<Record<string, unknown>>
  readonly restoreOverrides: boolean
  readonly taskId: string
  readonly sendImages: boolean
  readonly saveImages: boolean
  readonly styles: readonly string[]
  /** null: as the server is set */
  readonly restoreFaces: boolean | null
  readonly tiling?: boolean | null
  /** checkpoint that takes over, as asked for, after that share of the steps */
  readonly refiner?: { readonly checkpoint: string; readonly switchAt: number } | null
  /** px that noise is drawn for; null: the picture's own size */
  readonly seedResize?: { readonly width: number; readonly height: number } | null
  /** title of the selectable script as its texts tell it; null: it tells none */
  readonly script?: string | null
  readonly initImages: readonly unknown[] | null
  /** asked for in the request itself; absent: as the server is set */
  readonly clipSkip?: number
  /** the size as its texts tell it, where that is not the size of the pictures: sdwui tells what was asked for */
  readonly told?: { readonly width: number; readonly height: number }
  /** of each image, where a script has changed them */
  readonly prompts?: readonly string[]
  /** a script puts a grid before its images */
  readonly gridFirst?: boolean
  /** that grid is all it answers */
  readonly gridAlone?: boolean
  /** what its job ends with once it has begun */
  readonly fails?: ServerError | null
}
