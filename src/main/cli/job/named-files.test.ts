import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { namedFiles } from './named-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-named-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder, name), '')
}
const named = async (...names: string[]) =>
  (await namedFiles(names.map((name) => join(folder, name)))).map((file) => basename(file))
async function refusal(...names: string[]): Promise<string> {
  try {
    return `taken: ${(await named(...names)).length}`
  } catch (error) {
    if (!(error instanceof TributaryError)) throw error
    return inWords(error.what).replaceAll(folder, '…')
  }
}

describe('files that are named', () => {
  it('of a folder are its pictures, in their natural order', async () => {
    put('frame10.png', 'frame2.PNG', 'frame1.jpg', 'notes.txt', '.hidden.png')
    mkdirSync(join(folder, 'more.png'))
    expect(await named('')).toEqual(['frame1.jpg', 'frame2.PNG', 'frame10.png'])
  })

  it('of a pattern are whatever it names, in their natural order', async () => {
    put('a10.png', 'a9.png', 'b1.png', 'a1.txt')
    expect(await named('a*.png')).toEqual(['a9.png', 'a10.png'])
  })

  it('one by one keep an order that somebody chose, not that of a shell', async () => {
    put('a1.png', 'a2.png', 'a10.png', 'B1.png')
    expect(await named('a2.png', 'a10.png', 'a1.png')).toEqual(['a2.png', 'a10.png', 'a1.png'])
    expect(await named('a1.png', 'a10.png', 'a2.png')).toEqual(['a1.png', 'a2.png', 'a10.png'])
    expect(await named('a1.png', 'a10.png', 'a2.png', 'B1.png')).toEqual([
      ...['a1.png', 'a2.png', 'a10.png', 'B1.png'],
    ])
  })

  it('are refused where there is none', async () => {
    put('notes.txt')
    expect(await refusal('no.png')).toBe('…/no.png names no picture file.')
    expect(await refusal('*.png')).toBe('…/*.png names no picture file.')
    expect(await refusal('')).toBe('… names no picture file.')
  })

  it('may be as many as a job has images, from several folders', async () => {
    mkdirSync(join(folder, 'one'))
    mkdirSync(join(folder, 'two'))
    for (let at = 0; at < 6_000; at++) writeFileSync(join(folder, 'one', `${at}.png`), '')
    for (let at = 0; at < 4_000; at++) writeFileSync(join(folder, 'two', `${at}.png`), '')
    expect(await refusal('one', 'two')).toBe('taken: 10000')
    put('two/more.png')
    expect(await refusal('one', 'two')).toBe('With …/two there are more than 10,000 pictures.')
  })
})
