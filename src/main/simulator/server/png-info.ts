import { readInfotext } from '../../core/prompt/infotext.ts'
import { readImageHeader } from '../../sdapi/image-header.ts'

/** Body of POST /sdapi/v1/png-info; null when the data is no picture. */
export function readPngInfo(image: string): unknown {
  const data = Buffer.from(image.slice(image.startsWith('data:') ? image.indexOf(',') + 1 : 0), 'base64')
  const header = readImageHeader(data)
  if (header === null) return null
  const info = header.infotext ?? ''
  if (info === '') return { info, items: {}, parameters: {} }
  const { prompt, negativePrompt, parameters } = readInfotext(info)
  return {
    info,
    items: { parameters: info },
    parameters: { Prompt: prompt, 'Negative prompt': negativePrompt, ...Object.fromEntries(parameters) },
  }
}
