import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const BATCH = 64
/** 1024x1024, not compressed: 3 MB a picture, 4 MB of base64 each, a quarter of a gigabyte in all. */
const PICTURE_BYTES = 1024 * 1024 * 3

/** Reads one batch in a process of its own and tells the most memory it ever had beyond what it started with, bytes. */
const SCRIPT = `
  const [client, bench] = await Promise.all([import(process.argv[1]), import(process.argv[2])])
  const { createSdwuiClient } = client
  const http = createSdwuiClient({ baseUrl: process.argv[3], user: null, password: null, tls: { kind: 'verify' } })
  globalThis.gc()
  const held = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  let [most, images, bytes] = [0, 0, 0]
  await http.generate(
    bench.batch(${BATCH}, {}, { width: 1024, height: 1024, steps: 1 }),
    async (image) => {
      images++
      bytes += image.bytes.length
      globalThis.gc()
      most = Math.max(most, held() - before)
    },
    new AbortController().signal,
  )
  http.close()
  console.log(JSON.stringify({ most, images, bytes }))`

test('a batch of 64 large images stands in memory a few at a time', { timeout: 120_000 }, async () => {
  const { startSimulatedWorker } = await import('../../simulator/simulated-worker.ts')
  const huge = 256 * 2 ** 30
  await using worker = await startSimulatedWorker({ instant: true, compression: 'stored', vramBytes: huge })
  const here = (path: string) => new URL(path, import.meta.url).href
  const child = spawn(
    process.execPath,
    [
      ...['--expose-gc', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', SCRIPT],
      ...[here('./client.ts'), here('../../simulator/testing/simulated-client.ts'), worker.url],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: 100_000 },
  )
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  const { most, images, bytes } = JSON.parse(said) as { most: number; images: number; bytes: number }
  expect(images).toBe(BATCH)
  expect(bytes).toBeGreaterThan(BATCH * PICTURE_BYTES)
  // The picture itself, the buffer it grew in, and what the socket has read ahead.
  expect(most).toBeLessThan(8 * PICTURE_BYTES)
})
