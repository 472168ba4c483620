import { readFile } from 'node:fs/promises'

/** A picture's file as PNG, whatever its own format: what clipboards of all systems take. Rejects with errors of Node.js or of sharp. */
export async function pictureAsPng(path: string, format: string): Promise<Buffer> {
  if (format === 'png') return readFile(path)
  // Loaded only here: the command line never needs it.
  const sharp = await import('sharp')
  return sharp.default(path, { failOn: 'error' }).rotate().png().toBuffer()
}
