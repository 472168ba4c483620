import type { GenerationParams } from '../generation.ts'

/**
 * Whether each image must be a request of its own, so that any worker makes the same picture of an index (scheduling.md): a selectable
 * script makes a set of images of its own, and the noise that a masked part is filled with is drawn from the first seeds of a request for
 * all of its images (sdapi.md 8.1).
 */
export const isUncuttable = ({
  script,
  imageToImage,
}: Pick<GenerationParams, 'script' | 'imageToImage'>): boolean =>
  script !== null || (imageToImage?.mask != null && imageToImage.maskContent === 'latent-noise')
