import type { MessageKey } from './words/catalogue.ts'

/** A number of sdwui's API beside the fields that requests have of their own. */
export interface SamplingNumber {
  /** in a body, and among the extra fields of a request */
  readonly name: string
  readonly label: MessageKey & `sampling.${string}`
  readonly help: MessageKey & `sampling.${string}`
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Those with a meaning on most servers, with the ranges of A1111's own settings; where none is sent, a server takes what it is set to. */
export const SAMPLING_NUMBERS: readonly SamplingNumber[] = [
  { name: 'eta', label: 'sampling.eta', help: 'sampling.eta.help', min: 0, max: 1, step: 0.01 },
  { name: 's_churn', label: 'sampling.churn', help: 'sampling.churn.help', min: 0, max: 100, step: 0.01 },
  { name: 's_tmin', label: 'sampling.tmin', help: 'sampling.tmin.help', min: 0, max: 10, step: 0.01 },
  { name: 's_tmax', label: 'sampling.tmax', help: 'sampling.tmax.help', min: 0, max: 999, step: 0.01 },
  { name: 's_noise', label: 'sampling.noise', help: 'sampling.noise.help', min: 0, max: 1.1, step: 0.001 },
  {
    ...{ name: 'initial_noise_multiplier', label: 'sampling.noise-multiplier' },
    ...{ help: 'sampling.noise-multiplier.help', min: 0, max: 1.5, step: 0.001 },
  },
  {
    ...{ name: 's_min_uncond', label: 'sampling.min-uncond', help: 'sampling.min-uncond.help' },
    ...{ min: 0, max: 15, step: 0.01 },
  },
]
