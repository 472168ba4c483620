import { describe, expect, test } from 'vitest'
import { ANSWER_LIMITS } from './answer-limits.ts'
import { AnswerReader } from './answer-reader.ts'
import { ImageBuffers } from './image-buffers.ts'

const MIB = 1 << 20
const answerOf = (pictures: readonly Buffer[]) =>
  Buffer.from(JSON.stringify({ images: pictures.map((bytes) => bytes.toString('base64')), info: '' }))

describe('buffers of pictures', () => {
  test('serve one picture after another, and one answer after another', async () => {
    const buffers = new ImageBuffers()
    const memory = new Set<ArrayBufferLike>()
    const pictures = [1, 2, 3].map((fill) => Buffer.alloc(MIB, fill))
    const seen: number[] = []
    for (let answer = 0; answer < 3; answer++) {
      const take = async (bytes: Buffer) => {
        memory.add(bytes.buffer)
        seen.push(bytes.length, bytes[0] ?? 0, bytes.at(-1) ?? 0)
      }
      const reader = new AnswerReader(take, ANSWER_LIMITS, buffers)
      await reader.push(answerOf(pictures))
      expect(reader.end()).toMatchObject({ whole: true, images: 3 })
    }
    expect(memory.size).toBe(1)
    expect(seen).toEqual(
      Array.from({ length: 3 }, () => [1, 2, 3].flatMap((fill) => [MIB, fill, fill])).flat(),
    )
  })

  test('are not shared by answers that come at the same time', async () => {
    const buffers = new ImageBuffers()
    const taken: string[] = []
    const read = (fill: number) => {
      const reader = new AnswerReader(
        async (bytes) => {
          await new Promise((resolve) => setImmediate(resolve))
          taken.push(bytes.every((byte) => byte === fill) ? 'whole' : 'mixed up')
        },
        ANSWER_LIMITS,
        buffers,
      )
      return reader
        .push(answerOf([Buffer.alloc(1000, fill), Buffer.alloc(1000, fill)]))
        .then(() => reader.end())
    }
    for (let round = 0; round < 3; round++) await Promise.all([read(1), read(2), read(3)])
    expect(new Set(taken)).toEqual(new Set(['whole']))
  })

  test('of an answer that broke off are not used again: somebody may still read from them', async () => {
    const buffers = new ImageBuffers()
    const reader = new AnswerReader(
      () => Promise.reject(new Error('the disk is full')),
      ANSWER_LIMITS,
      buffers,
    )
    await expect(reader.push(answerOf([Buffer.alloc(1000, 1)]))).rejects.toThrow('the disk is full')
    expect(buffers.take().length).toBe(0)
  })

  test('are few, and huge ones are let go', () => {
    const buffers = new ImageBuffers()
    for (const size of [64 * MIB, ...Array.from({ length: 20 }, () => MIB)])
      buffers.giveBack(Buffer.alloc(size))
    const kept = Array.from({ length: 20 }, () => buffers.take().length)
    expect(kept.filter((length) => length > 0)).toEqual([MIB, MIB, MIB, MIB])
  })
})
