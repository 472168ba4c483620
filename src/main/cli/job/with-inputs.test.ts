import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import { openInputs } from '../../gallery/inputs/inputs.ts'
import { withInputs } from './with-inputs.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'with-inputs-'))
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#246' } })
    .png()
    .toBuffer()
  for (let at = 0; at < 9; at++) writeFileSync(join(folder, `${at}.png`), png)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** `--init` of the folder; reading one picture takes so many seconds. */
async function given(seconds: number, patch: Partial<GenerationRequest> = {}) {
  const stored = openInputs(join(folder, 'stored'))
  const said: string[] = []
  let [now, read] = [0, 0]
  const add = (path: string, role: 'picture' | 'mask') => {
    now += seconds * 1000
    read++
    return stored.addFile(path, role)
  }
  const say = (what: Reason) => said.push(inWords(what))
  const inputs = { ...stored, addFile: add }
  const request = { ...DEFAULT_REQUEST, prompt: 'a valley', images: 1, ...patch }
  const made = withInputs(
    request,
    { init: [folder] },
    { inputs, tell: say, progress: say, now: () => now },
  ).then(
    (all) => all.request.inputs.length,
    (error: { what: Reason }) => inWords(error.what),
  )
  return { made: await made, said, read }
}

describe('a folder of pictures', () => {
  it('is read without a word where that is quick', async () => {
    expect(await given(0.5)).toEqual({ made: 9, said: [], read: 9 })
  })

  it('is told of every five seconds while it is read', async () => {
    const { made, said } = await given(2.5)
    expect(made).toBe(9)
    expect(said).toHaveLength(4)
    for (const line of said) expect(line).toMatch(/^\d of 9 pictures read …$/)
  })

  it('that makes more images than a job can have is refused before anything of it is read', async () => {
    const grid = { axes: [{ field: 'steps' as const, values: ['10', '20', '30'] }] }
    expect(await given(1, { images: 400, grid })).toEqual({
      made: 'These are 10,800 images; a job can have 10,000.',
      said: [],
      read: 0,
    })
    expect(await given(1, { images: 370, grid })).toMatchObject({ made: 9, read: 9 })
  })
})
