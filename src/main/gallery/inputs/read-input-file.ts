import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { LIMITS } from '../../../shared/limits.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { whyUnreadable } from '../storage-error.ts'

export const tooManyBytes = (name: string, bytes: number) =>
  new TributaryError(
    'bad-request',
    reason('inputs.too-many-bytes', {
      name,
      megabytes: Math.ceil(bytes / 1e6),
      most: Math.floor(LIMITS.inputBytes / 1e6),
    }),
    reason('inputs.smaller.remedy'),
  )

/** All bytes of a file that somebody names, at most LIMITS.inputBytes. Throws `bad-request` with `name` in its words. */
export async function readInputFile(path: string, name: string): Promise<Buffer> {
  try {
    // A pipe that nobody writes into would be waited for at its opening.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = await file.stat()
    if (!facts.isFile()) throw new TributaryError('bad-request', reason('inputs.no-picture', { name }))
    if (facts.size > LIMITS.inputBytes) throw tooManyBytes(name, facts.size)
    const bytes = Buffer.allocUnsafe(facts.size)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  } catch (error) {
    if (error instanceof TributaryError) throw error
    throw new TributaryError(
      'bad-request',
      reason('inputs.unreadable', { name, error: whyUnreadable(error) }),
      null,
      { cause: error },
    )
  }
}
