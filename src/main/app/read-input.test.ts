import { describe, expect, it } from 'vitest'
import { InputId } from '../../shared/input-picture.ts'
import { LIMITS } from '../../shared/limits.ts'
import { readInput } from './read-input.ts'

const id = InputId.parse('ab'.repeat(32))

/** Hands out pieces in one buffer, as a file is read. */
const stored = (size: number) => ({
  size: async () => size,
  async *read() {
    const piece = new Uint8Array(4)
    for (let at = 0; at < size; at += 4) {
      for (let place = 0; place < 4; place++) piece[place] = at + place
      yield piece.subarray(0, Math.min(4, size - at))
    }
  },
})

describe('the bytes of an input', () => {
  it('are put together from its pieces', async () => {
    const { bytes } = await readInput(stored(10), id)
    expect([...bytes]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
  it('are refused where there are more than a picture may have', async () => {
    await expect(readInput(stored(LIMITS.inputBytes + 1), id)).rejects.toMatchObject({ kind: 'bad-request' })
  })
})
