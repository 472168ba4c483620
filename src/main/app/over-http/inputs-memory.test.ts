import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImageToImage } from '../../../shared/generation.ts'
import type { AddedInput } from '../../../shared/input-picture.ts'
import { type Inputs, openInputs } from '../../gallery/inputs/inputs.ts'
import { createSdwuiClient } from '../../sdwui/client/client.ts'
import { batch, collect } from '../../simulator/testing/simulated-client.ts'

const WORKERS = 5
const PICTURES = 100
const MOST_GROWTH_BYTES = 400 << 20

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-many-inputs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HOW: ImageToImage = {
  ...{ denoisingStrength: 0.4, resizeMode: 'stretch', ownSize: false, mask: null, maskBlur: 4 },
  ...{ softMask: false, maskContent: 'original', invertMask: false, onlyMasked: false, padding: 32 },
}

/** A PNG with a text of its own before its last chunk, so that its bytes are like no other's. */
function marked(png: Buffer, text: string): Buffer {
  const body = Buffer.from(`tEXtmark\0${text}`, 'latin1')
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)])
}

/** A server that lets a body pass and counts its bytes. */
async function passing(
  answer: string,
  count: (bytes: number) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    let bytes = 0
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
    })
    request.on('end', () => {
      count(bytes)
      response.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server }
}

/** What nobody needs any more goes, so that nothing of it is taken again unnoticed. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** The most memory that the process had while `work` ran, less what it had before, in bytes. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  collectGarbage()
  const before = process.memoryUsage.rss()
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)
  try {
    await work()
  } finally {
    clearInterval(look)
  }
  return most - before
}

it('takes a hundred pictures of four megapixels to five machines without holding them', async () => {
  const pixels = { width: 2000, height: 2000, channels: 3, background: '#888' } as const
  const noise = await sharp({ create: { ...pixels, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer()
  expect(noise.length).toBeGreaterThan(2 << 20)
  const answer = JSON.stringify({
    images: [
      (
        await sharp({ create: { ...pixels, width: 1, height: 1 } })
          .png()
          .toBuffer()
      ).toString('base64'),
    ],
    info: '',
  })
  for (let at = 0; at < PICTURES; at++) writeFileSync(join(folder, `${at}.png`), marked(noise, String(at)))

  const bodies: number[] = []
  const machines = await Promise.all(
    Array.from({ length: WORKERS }, () => passing(answer, (n) => bodies.push(n))),
  )
  const inputs: Inputs = openInputs(join(folder, 'inputs'))
  const clients = machines.map(({ url: baseUrl }) =>
    createSdwuiClient({ baseUrl, user: null, password: null, tls: { kind: 'verify' }, inputs }),
  )
  const growth = await growthDuring(async () => {
    const added = await Promise.all(
      Array.from({ length: PICTURES }, (_, at) => inputs.addFile(join(folder, `${at}.png`), 'picture')),
    )
    expect(new Set(added.map(({ picture }) => picture.id)).size).toBe(PICTURES)
    await Promise.all(
      clients.map(async (client, worker) => {
        for (let at = worker; at < PICTURES; at += WORKERS) {
          const { picture: input } = added[at] as AddedInput
          const request = batch(1, {}, { imageToImage: HOW, input })
          expect((await collect(client, request)).error).toBeNull()
        }
      }),
    )
  })
  for (const client of clients) client.close()
  for (const { server } of machines) server.closeAllConnections()
  await Promise.all(machines.map(({ server }) => new Promise((resolve) => server.close(resolve))))

  expect(bodies).toHaveLength(PICTURES)
  // In base64 alone it is more than may be held.
  expect(bodies.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(MOST_GROWTH_BYTES)
  expect(growth).toBeLessThan(MOST_GROWTH_BYTES)
}, 120_000)

it('would notice if they were held', async () => {
  const held: Buffer[] = []
  const growth = await growthDuring(async () => {
    // Twice as long as a picture of that test is in base64: some hundred MiB may be free in a process that other tests ran in, and grow nothing.
    for (let at = 0; at < PICTURES; at++) held.push(Buffer.alloc(10 << 20, at + 1))
    await setTimeout(50)
  })
  expect(held).toHaveLength(PICTURES)
  expect(growth).toBeGreaterThan(MOST_GROWTH_BYTES)
})
