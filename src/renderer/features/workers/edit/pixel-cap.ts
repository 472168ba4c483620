import { megapixels } from '../../../../shared/words/format-number.ts'

/** A cap as a size of pictures and how many of them one request may hold. */
interface CapPreset {
  readonly pixels: number
  readonly label: string
}

const of = (side: number, images: number) => side * side * images

/** What cards of common memory sizes hold, smallest first. The same number of pixels stands once, with both its meanings. */
export const CAP_PRESETS: readonly CapPreset[] = [
  { pixels: of(512, 1), label: 'One image of 512 × 512' },
  { pixels: of(512, 2), label: '2 images of 512 × 512' },
  { pixels: of(768, 1), label: 'One image of 768 × 768' },
  { pixels: of(512, 4), label: '4 images of 512 × 512, or one of 1024 × 1024' },
  { pixels: of(512, 8), label: '8 images of 512 × 512, or 2 of 1024 × 1024' },
  { pixels: of(1024, 4), label: '4 images of 1024 × 1024' },
  { pixels: of(1024, 8), label: '8 images of 1024 × 1024' },
]

/** A cap in words: its preset's, else the plain number. */
export const capWords = (pixels: number): string =>
  CAP_PRESETS.find((each) => each.pixels === pixels)?.label ?? megapixels(pixels)

/** How many images of a size a cap lets into one request. */
export const imagesUnder = (cap: number, side: number): number => Math.floor(cap / (side * side))
