import { z } from 'zod'
import { ImageId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { StoredReason } from './words/reason.ts'

/** SHA-256 of the stored bytes of a picture that requests refer to. */
export const InputId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'InputId'>()
export type InputId = z.infer<typeof InputId>

/** A picture that a request refers to: an init image, a mask, a control image, one to be upscaled. Its bytes are stored once, under its id. */
export const InputPicture = z.object({
  id: InputId,
  /** what its file was called, without its folder; for show only */
  name: z.string().max(300),
  /** px, turned upright */
  width: z.number().int().min(1).max(LIMITS.inputSide),
  height: z.number().int().min(1).max(LIMITS.inputSide),
})
export type InputPicture = z.infer<typeof InputPicture>

/** Where a picture comes from that is to be stored for requests: the bytes of a file, or a picture of the gallery. */
export const InputSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('bytes'), name: z.string().max(300), bytes: z.instanceof(Uint8Array) }),
  z.object({ from: z.literal('gallery'), imageId: ImageId }),
])
export type InputSource = z.infer<typeof InputSource>

/** What a picture is used as: alpha means something in a mask only. */
export const InputRole = z.enum(['picture', 'mask'])
export type InputRole = z.infer<typeof InputRole>

/** What came of a picture that was added. */
export const AddedInput = z.object({
  picture: InputPicture,
  /** a mask of what was opaque in it, which the picture itself has lost; null: all of it was, or it is a mask */
  shape: InputPicture.nullable(),
  /** what a server wrote into it of how it was made; null: nothing, or it is a mask */
  infotext: z.string().nullable(),
  /** what was done to it that a person should know */
  notes: z.array(StoredReason),
})
export type AddedInput = z.infer<typeof AddedInput>
