import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NetworkKind } from '../../shared/network-details.ts'
import { NetworkPictures } from './network-pictures.ts'

const DAY = 86_400_000
const png = (background: string, width = 900, height = 1200) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

let folder: string
let asked: string[]
let answers: Record<string, Buffer | null | Error>
let now: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-networks-'))
  asked = []
  answers = {}
  now = Date.now()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const load = async (kind: NetworkKind, name: string) => {
  asked.push(`${kind} ${name}`)
  const answer = answers[name] ?? null
  if (answer instanceof Error) throw answer
  return answer
}
const open = () => new NetworkPictures(join(folder, 'pictures'), load, () => now)

it('is made small, kept, and not asked for again, also by the next session', async () => {
  answers.ink = await png('#204060')
  const pictures = open()
  const [id, same] = await Promise.all([pictures.ask('loras', 'ink'), pictures.ask('loras', 'ink')])
  expect(id).toMatch(/^[0-9a-f]{20}-[0-9a-f]{20}$/)
  expect([same, asked]).toEqual([id, ['loras ink']])
  const place = pictures.locate(id ?? '')
  expect(await sharp(place?.path).metadata()).toMatchObject({ format: 'webp', width: 384, height: 512 })
  const later = open()
  expect(later.locate(id ?? '')).toBeNull()
  expect(await later.ask('loras', 'ink')).toBe(id)
  expect(later.locate(id ?? '')).toEqual(place)
  expect(asked).toHaveLength(1)
  // An embedding of that name is something else.
  expect(await later.ask('embeddings', 'ink')).not.toBe(id)
})

it('is asked for again after a week: another picture has another id, and none leaves the old one', async () => {
  answers.ink = await png('#204060')
  const id = await open().ask('loras', 'ink')
  now += 8 * DAY
  answers.ink = await png('#a04020')
  const changed = await open().ask('loras', 'ink')
  expect(changed).not.toBe(id)
  expect(await readdir(join(folder, 'pictures'))).toEqual([`${changed}.webp`])
  for (const answer of [null, new Error('gone')]) {
    const old = new Date(now - 8 * DAY)
    await utimes(join(folder, 'pictures', `${changed}.webp`), old, old)
    answers.ink = answer
    expect(await open().ask('loras', 'ink')).toBe(changed)
  }
})

it('is none where no machine has one, what comes is no picture, or it cannot be decoded', async () => {
  const whole = await png('#204060')
  answers = {
    page: Buffer.from('<!doctype html><title>Not a picture at all</title>'),
    cut: whole.subarray(0, whole.length - 400),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'),
    failing: new Error('no answer'),
  }
  const pictures = open()
  for (const name of ['absent', 'page', 'cut', 'svg', 'failing'])
    expect(await pictures.ask('loras', name)).toBeNull()
  expect(await pictures.ask('loras', 'absent')).toBeNull()
  // Asked once; but one that failed may answer the next time.
  expect(asked.filter((each) => each === 'loras absent')).toHaveLength(1)
  answers.failing = whole
  expect(await pictures.ask('loras', 'failing')).not.toBeNull()
  expect(pictures.locate('../../etc/passwd')).toBeNull()
})

it('asks for two at a time, the newest first, and gives up the oldest of very many', async () => {
  const held: (() => void)[] = []
  const order: string[] = []
  const pictures = new NetworkPictures(folder, async (_, name) => {
    order.push(name)
    await new Promise<void>((go) => held.push(go))
    return null
  })
  const all = Array.from({ length: 210 }, (_, at) => pictures.ask('loras', `lora ${at}`))
  await expect.poll(() => held.length).toBe(2)
  // Those that no longer wait have ended without having been asked for.
  expect(await all[5]).toBeNull()
  for (let released = 0; released < held.length; released++) {
    held[released]?.()
    await new Promise((tick) => setImmediate(tick))
    await new Promise((tick) => setImmediate(tick))
  }
  await Promise.all(all)
  expect(order).toHaveLength(202)
  expect(order[2]).toBe('lora 209')
  expect(order).not.toContain('lora 5')
})
