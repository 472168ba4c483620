import { describe, expect, it } from 'vitest'
import { formatOf, isAnimatedPng } from './picture-kind.ts'

const bytes = (text: string, length = 16) => Buffer.from(text.padEnd(length, '\0'), 'latin1')

describe('what a picture is by its first bytes', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF1234WEBPVP8 ', 'webp'],
    ['GIF87a', 'gif'],
    ['GIF89a', 'gif'],
    ['\0\0\0\x20ftypavif', 'avif'],
    ['\0\0\0\x20ftypavis', 'avif'],
    ['\0\0\0\x20ftypmif1', 'avif'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['\0\0\0\x20ftypmp42', null],
    ['RIFF1234WAVEfmt ', null],
    ['\xff\xd8\xfe', null],
    ['GIF88a', null],
    ['\x89PNG\n\n\x1a\n', null],
    ['<svg xmlns="http">', null],
  ])('%o is %s', (text, format) => {
    expect(formatOf(bytes(text))).toBe(format)
  })
  it('takes sixteen of them', () => {
    expect(formatOf(bytes('GIF89a', 15))).toBeNull()
  })
})

describe('a PNG', () => {
  const chunk = (type: string, length = 4) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(length)
    return Buffer.concat([head, Buffer.from(type, 'latin1'), Buffer.alloc(length + 4)])
  }
  const png = (...chunks: Buffer[]) => Buffer.concat([bytes('\x89PNG\r\n\x1a\n', 8), ...chunks])
  it.each([
    [
      'whose acTL stands before its picture moves',
      [chunk('IHDR', 13), chunk('acTL', 8), chunk('IDAT')],
      true,
    ],
    ['whose acTL ends the file moves', [chunk('IHDR', 13), chunk('acTL', 0)], true],
    ['whose acTL stands behind it does not', [chunk('IHDR', 13), chunk('IDAT'), chunk('acTL', 8)], false],
    ['without one does not', [chunk('IHDR', 13), chunk('tEXt', 5)], false],
    ['that only mentions one does not', [chunk('IHDR', 13), chunk('IDAT')], false],
  ])('%s', (_, chunks, moves) => {
    expect(isAnimatedPng(png(...chunks))).toBe(moves)
  })
  it('that ends within a chunk does not', () => {
    expect(isAnimatedPng(png(chunk('IHDR', 13), chunk('acTL', 8).subarray(0, 8)))).toBe(false)
  })
})
