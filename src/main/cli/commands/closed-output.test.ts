import type { ChildProcess } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT } from '../console/exit-codes.ts'
import { commandLine } from '../testing/command-line.ts'

const IMAGES = 200
const cli = commandLine()

const pictures = async () =>
  (await readdir(join(cli.folder, 'out'), { recursive: true })).filter((name) => name.endsWith('.png'))

describe('a command whose user has gone', () => {
  test.each<[string, (child: ChildProcess) => void]>([
    ['because what read its output ended', (child) => child.stderr?.destroy()],
    ['with the terminal', (child) => child.kill('SIGHUP')],
    ['at the end of the session', (child) => child.kill('SIGTERM')],
  ])('%s ends well and keeps what arrived', async (_, leave) => {
    await using one = await cli.serve('one', { ipm: 60 })
    const { code, told } = await cli.generateProcess(one, { images: IMAGES }, leave)
    expect(told).toBe(true)
    expect(code).toBe(EXIT.interrupted)
    const kept = await pictures()
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(IMAGES)
    expect(one.queueLength).toBe(0)
  })
})
