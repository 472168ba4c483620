/** Bounds of what is taken from a worker, bytes. */
export interface AnswerLimits {
  readonly imageBytes: number
  /** of `info`; a longer one is passed over, and the pictures are judged by their own infotexts */
  readonly infoBytes: number
  /** places in its list of images that are read; what stands in later ones is skipped */
  readonly images: number
  /** everything but the images; much of it is skipped unread */
  readonly otherBytes: number
}

export const ANSWER_LIMITS: AnswerLimits = {
  imageBytes: 128 << 20,
  infoBytes: 2 << 20,
  images: 4096,
  otherBytes: 512 << 20,
}

/** A grid, and what control models append. */
const EXTRA_IMAGES = 16
/** Each image, its mask, its composite with the mask, and what an extension adds to each. */
const IMAGES_PER_IMAGE = 4

/** As ANSWER_LIMITS, for a batch of so many images: what follows beyond all that extensions append is not for us. A script makes as many as it likes. */
export const limitsFor = (count: number, made: 'as-asked' | 'by-script' = 'as-asked'): AnswerLimits => ({
  ...ANSWER_LIMITS,
  images:
    made === 'by-script'
      ? ANSWER_LIMITS.images
      : Math.min(ANSWER_LIMITS.images, IMAGES_PER_IMAGE * count + EXTRA_IMAGES),
})
