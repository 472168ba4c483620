import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteBlocks } from './byte-blocks.ts'

test('whatever pieces come, the blocks hold their bytes in order, full but for the last, each in memory of its own', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 50 })),
      fc.integer({ min: 1, max: 20 }),
      (pieces, size) => {
        const blocks = new ByteBlocks(size)
        for (const piece of pieces) blocks.append(Buffer.from(piece))
        const all = Buffer.concat(pieces)
        expect(blocks.length).toBe(all.length)
        const taken = blocks.take()
        expect(Buffer.concat(taken).equals(all)).toBe(true)
        expect(taken.slice(0, -1).every((block) => block.length === size)).toBe(true)
        expect(new Set(taken.map(({ buffer }) => buffer)).size).toBe(taken.length)
      },
    ),
  )
})
