import { expect, test } from 'vitest'
import { GrowingBytes } from './growing-bytes.ts'

const MIB = 1 << 20
const tooMany = () => new Error('too many')

test('a large buffer grows where it is: nothing of it is moved', () => {
  const bytes = new GrowingBytes(64 * MIB, tooMany)
  const fill = (count: number) => {
    for (let mib = 0; mib < count; mib++) bytes.append(Buffer.alloc(MIB, mib), 0, MIB)
    return bytes.take()
  }
  const small = fill(2)
  const large = fill(64)
  expect(large.buffer).toBe(small.buffer)
  expect(large.length).toBe(64 * MIB)
  for (let mib = 0; mib < 64; mib++)
    expect([large[mib * MIB], large[(mib + 1) * MIB - 1]]).toEqual([mib, mib])
})

test('no more than the limit is taken', () => {
  const bytes = new GrowingBytes(3 * MIB, tooMany)
  for (let mib = 0; mib < 3; mib++) bytes.append(Buffer.alloc(MIB), 0, MIB)
  expect(() => bytes.append(Buffer.alloc(1), 0, 1)).toThrow('too many')
})
