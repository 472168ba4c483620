import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from './log.ts'

describe('the log', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true })
  })
  it('holds each entry the moment it is written, with the stack of an error', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const log = createLog(folder, () => 0)
    log.info('started')
    log.error('call failed', new Error('boom'))
    const text = readFileSync(log.file, 'utf8')
    expect(text).toMatch(/^1970-01-01T00:00:00.000Z info started\n/)
    expect(text).toContain('error call failed: Error: boom\n    at ')
  })
  it('stays small: three files of a megabyte, the newest entries kept', () => {
    const log = createLog(folder, () => 0)
    for (let entry = 0; entry < 600; entry++) log.info(`${entry} ${'x'.repeat(9000)}`)
    expect(readdirSync(folder).sort()).toEqual(['tributary.log', 'tributary.log.1', 'tributary.log.2'])
    expect(readFileSync(log.file, 'utf8')).toContain('info 599 ')
    expect(readFileSync(log.file).length).toBeLessThanOrEqual(1_000_000)
  })
})
