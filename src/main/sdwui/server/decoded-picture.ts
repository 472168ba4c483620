import { httpError } from '../protocol/server-error.ts'

/** The picture behind base64, with or without `data:` before it; throws what sdwui answers for anything else. */
export async function decodedPicture(image: unknown): Promise<Buffer> {
  if (typeof image !== 'string') throw httpError(500, 'Invalid encoded image')
  const data = Buffer.from(image.slice(image.startsWith('data:') ? image.indexOf(',') + 1 : 0), 'base64')
  const { default: sharp } = await import('sharp')
  const known = await sharp(data)
    .metadata()
    .catch(() => null)
  if (known === null) throw httpError(500, 'Invalid encoded image')
  return data
}
