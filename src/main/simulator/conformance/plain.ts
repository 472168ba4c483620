import { expect } from 'vitest'
import { z } from 'zod'
import { type ImageHeader, readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { SMALL, type Target } from './target.ts'

/** What every kind answers a generation with; `info` is "" where it tells nothing. */
const PlainAnswer = z.object({ images: z.array(z.string()), info: z.string() })

/** A small txt2img that must succeed, on a kind whose answers hold less than A1111's. */
export async function generatePlain(
  target: Target,
  more: Record<string, unknown>,
): Promise<{ files: ImageHeader[]; images: string[]; info: string }> {
  const response = await target.post('/sdapi/v1/txt2img', { ...SMALL, ...more })
  expect(response.status).toBe(200)
  const { images, info } = PlainAnswer.parse(await response.json())
  const files = images.flatMap((image) => readImageHeader(Buffer.from(image, 'base64')) ?? [])
  expect(files).toHaveLength(images.length)
  return { files, images, info }
}
