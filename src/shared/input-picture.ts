import { z } from 'zod'
import { LIMITS } from './limits.ts'

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
