import type { RawImage } from '../../generation.ts'

/** One image of an answer before anybody knows what it is. */
export type Passed = Pick<RawImage, 'position' | 'infotext' | 'width' | 'height'> & {
  /** every pixel has the same colour */
  readonly uniform?: boolean
}
