import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GalleryFiles } from '../gallery-files.ts'
import { sameName, walkPictures } from './walk-folder.ts'

type Entry = { readonly name: string; readonly kind: 'file' | 'folder' | 'other' }
const file = (name: string): Entry => ({ name, kind: 'file' })
const folder = (name: string): Entry => ({ name, kind: 'folder' })

/** Lists these folders, by their paths inside /pictures; every other one cannot be read. */
const listing = (folders: Readonly<Record<string, readonly Entry[]>>) =>
  ({
    list: async (path: string) => {
      const found = Object.entries(folders).find(([inner]) => join('/pictures', inner) === path)
      if (found === undefined) throw Object.assign(new Error('no entry'), { code: 'EACCES' })
      return [...found[1]]
    },
  }) as Pick<GalleryFiles, 'list'> as GalleryFiles
const walk = (folders: Readonly<Record<string, readonly Entry[]>>, signal = new AbortController().signal) =>
  walkPictures(listing(folders), '/pictures', signal)

describe('the pictures in a folder', () => {
  it('are those of the inner ones too, with forward slashes, by their endings', async () => {
    const { found, unread } = await walk({
      '': [file('a.png'), file('b.JPG'), file('c.txt'), folder('2026'), file('d.webp.part')],
      '2026/': [file('e.jpeg'), folder('11')],
      '2026/11/': [file('f.webp'), { name: 'g.png', kind: 'other' }, folder('h.png')],
      '2026/11/h.png/': [],
    })
    expect([found.sort(), unread]).toEqual([['2026/11/f.webp', '2026/e.jpeg', 'a.png', 'b.JPG'], []])
  })
  it('leave out what is hidden, and what was recovered, at the top', async () => {
    const { found, unread } = await walk({
      '': [folder('.tributary-spool'), folder('recovered'), folder('in')],
      'in/': [folder('recovered'), folder('.x')],
      'in/recovered/': [file('a.png')],
    })
    expect([found, unread]).toEqual([['in/recovered/a.png'], []])
  })
  it('are told without an inner folder that cannot be read, which is named', async () => {
    expect(await walk({ '': [folder('locked'), file('a.png')] })).toEqual({
      found: ['a.png'],
      unread: ['locked/'],
    })
    await expect(walk({})).rejects.toMatchObject({ code: 'EACCES' })
  })
  it('are looked for twelve folders deep', async () => {
    const path = (depth: number) => 'x/'.repeat(depth)
    const deep = Object.fromEntries(
      Array.from({ length: 14 }, (_, depth) => [path(depth), [folder('x'), file('a.png')]]),
    )
    const { found } = await walk(deep)
    expect(Math.max(...found.map((each) => each.split('/').length - 1))).toBe(12)
  })
  it('are none once nobody waits for them', async () => {
    expect(await walk({ '': [file('a.png')] }, AbortSignal.abort())).toEqual({ found: [], unread: [] })
  })
})

it('a name is the same however its letters are composed', () => {
  expect(sameName('u\u0308.png')).toBe(sameName('\u00fc.png'))
})
