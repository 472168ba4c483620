import type { ImageToImage } from './generation.ts'
import type { InputId, InputPicture } from './input-picture.ts'

type Masks = Pick<ImageToImage, 'mask' | 'ownMasks'>

/** The mask that images are made with from this input: its own, else that of all. */
export const maskOf = ({ mask, ownMasks }: Masks, input: InputId): InputPicture | null =>
  ownMasks?.[input] ?? mask

/** How many inputs have a mask of their own. */
export const countOwnMasks = ({ ownMasks = {} }: Masks): number => Object.keys(ownMasks).length

/** Whether anything of any input is masked. */
export const isMasked = (masks: Masks): boolean => masks.mask !== null || countOwnMasks(masks) > 0

/** With this mask for one input alone; null: it has that of all again. */
export function withOwnMask<How extends Masks>(how: How, input: InputId, mask: InputPicture | null): How {
  const { [input]: _, ...others } = how.ownMasks ?? {}
  const ownMasks = mask === null ? others : { ...others, [input]: mask }
  return { ...how, ownMasks: Object.keys(ownMasks).length === 0 ? undefined : ownMasks }
}
