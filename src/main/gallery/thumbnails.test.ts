import { mkdtempSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Thumbnails } from './thumbnails.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-thumbs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('drops what nobody waits for any more while others are made, and keeps what one of several still does', async () => {
  const source = join(folder, 'large.png')
  await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#468' } })
    .png()
    .toFile(source)
  const thumbnails = new Thumbnails(join(folder, 'thumbs'), () => {})
  const never = new AbortController().signal
  const [one, two] = [new AbortController(), new AbortController()]
  const get = (id: string, signal: AbortSignal) => thumbnails.get(id, source, signal)
  /** Questions that were asked before have found by then that there is no file yet. */
  const looked = async () => {
    for (let look = 0; look < 8; look++) await stat(source)
  }
  // Two are made at a time, and these take a while.
  const asked = [get('a1', never), get('b1', never)]
  await looked()
  const waiting = [
    get('left', one.signal),
    get('shared', two.signal),
    get('shared', never),
    get('last', never),
  ]
  await looked()
  one.abort()
  two.abort()
  const [left] = waiting
  expect(await left).toEqual({ is: 'damaged', why: 'Nobody waits for this thumbnail any more.' })
  const made = await Promise.all([...asked, ...waiting.slice(2)])
  expect(made.map(({ is }) => is)).toEqual(['made', 'made', 'made', 'made'])
  await expect(stat(join(folder, 'thumbs', 'le', 'left.webp'))).rejects.toMatchObject({ code: 'ENOENT' })
})

it('tells a picture that is gone from one that cannot be decoded', async () => {
  const thumbnails = new Thumbnails(join(folder, 'thumbs'), () => {})
  expect(await thumbnails.get('gone', join(folder, 'none.png'), new AbortController().signal)).toEqual({
    is: 'damaged',
    why: 'The file of this picture is gone.',
  })
})
