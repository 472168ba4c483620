import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { InputId } from '../../../shared/input-picture.ts'
import { pictureInText, withReferences } from './base64-picture.ts'

const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#f00' } })
  .png()
  .toBuffer()
const jpeg = await sharp(png).jpeg().toBuffer()
const base64 = png.toString('base64')
const id = InputId.parse('a'.repeat(64))

describe('a text', () => {
  it('that is the base64 of a picture is that picture', () => {
    expect(pictureInText(base64)).toEqual({ bytes: png, prefix: '' })
    expect(pictureInText(`data:image/png;base64,${jpeg.toString('base64')}`)).toEqual({
      bytes: jpeg,
      prefix: 'data:image/png;base64,',
    })
  })
  it.each([
    ['words', 'a herd of cows in a sunny valley, '.repeat(20)],
    ['base64 of something else', Buffer.alloc(300, 7).toString('base64')],
    ['base64 that would be written otherwise', `${base64.slice(0, 80)}\n${base64.slice(80)}`],
    ['base64 with something behind it', `${base64}!`],
    ['an address', 'https://example.com/picture.png?of=a&very=long&query=that-goes-on-and-on-and-on'],
    ['short', base64.slice(0, 40)],
    ['empty', ''],
  ])('that is %s is none', (_, text) => {
    expect(pictureInText(text)).toBeNull()
  })
})

describe('JSON with pictures in it', () => {
  it('refers to them afterwards, and is otherwise the same', async () => {
    const kept: Buffer[] = []
    const value = {
      alwayson_scripts: { ControlNet: { args: [{ image: { image: base64, mask: null }, weight: 0.5 }] } },
      words: ['a', `data:image/png;base64,${base64}`, 3, true],
    }
    const referring = await withReferences(value, async (bytes) => {
      kept.push(bytes)
      return id
    })
    expect(referring).toEqual({
      alwayson_scripts: {
        ControlNet: { args: [{ image: { image: `input:${id}`, mask: null }, weight: 0.5 }] },
      },
      words: ['a', `data:image/png;base64,input:${id}`, 3, true],
    })
    expect(kept).toEqual([png, png])
  })
  it('of any depth is looked at without end to the stack', async () => {
    let deep: unknown = base64
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(await withReferences(deep, async () => id)).toBeInstanceOf(Array)
  })
})
