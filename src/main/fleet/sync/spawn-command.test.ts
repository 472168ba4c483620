import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { spawnCommand } from './spawn-command.ts'

const posix = process.platform !== 'win32'
const script = (source: string, onOutput: Parameters<typeof spawnCommand>[1] = () => undefined) =>
  spawnCommand([process.execPath, '-e', source], onOutput)

describe('starting a command', () => {
  it('hands over both outputs and the exit code', async () => {
    const heard: Record<string, string> = { stdout: '', stderr: '' }
    const { ended } = script(
      'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3',
      (stream, chunk) => {
        heard[stream] += Buffer.from(chunk).toString()
      },
    )
    expect(await ended).toEqual({ code: 3, signal: null })
    expect(heard).toEqual({ stdout: 'out', stderr: 'err' })
  })

  it('passes arguments on as they are, without a shell', async () => {
    let heard = ''
    const odd = ['$(id)', '`id`', '; true', '"', "'", 'a b', '*', '%PATH%', '']
    const { ended } = spawnCommand(
      [process.execPath, '-e', 'process.stdout.write(JSON.stringify(process.argv.slice(1)))', '--', ...odd],
      (_stream, chunk) => {
        heard += Buffer.from(chunk).toString()
      },
    )
    await ended
    expect(JSON.parse(heard)).toEqual(odd)
  })

  it('gives no input: what asks for some gets none', async () => {
    expect(
      await script('process.stdin.on("data", () => {}).on("end", () => process.exit(7))').ended,
    ).toMatchObject({ code: 7 })
  })

  it('says when there is no such program', async () => {
    await expect(spawnCommand(['tributary-no-such-program'], () => undefined).ended).rejects.toMatchObject({
      kind: 'not-found',
      message: 'There is no program called tributary-no-such-program on this machine.',
    })
  })

  it('says when a name cannot be one', async () => {
    await expect(spawnCommand(['a\u0000b'], () => undefined).ended).rejects.toMatchObject({
      kind: 'internal',
    })
  })

  it.runIf(posix)('says when it may not be run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-sync-'))
    try {
      const file = join(folder, 'plain.txt')
      writeFileSync(file, 'no program', { mode: 0o644 })
      await expect(spawnCommand([file], () => undefined).ended).rejects.toMatchObject({
        kind: 'storage-denied',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.runIf(posix)('ends what the command started as well', async () => {
    const grandchild = 'setInterval(() => {}, 1000); console.log(process.pid)'
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`
    const heard = Promise.withResolvers<number>()
    const command = script(parent, (_stream, chunk) => heard.resolve(Number(Buffer.from(chunk).toString())))
    const pid = await heard.promise
    command.end('ask')
    expect(await command.ended).toEqual({ code: null, signal: 'SIGTERM' })
    command.end('force')
    // Its last breath may take a moment after the parent's.
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)
  })

  it.runIf(posix)('can force an end', async () => {
    const ready = Promise.withResolvers<void>()
    const command = script(
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(1)',
      () => ready.resolve(),
    )
    await ready.promise
    command.end('ask')
    command.end('force')
    expect(await command.ended).toEqual({ code: null, signal: 'SIGKILL' })
    command.end('force')
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    // ESRCH: it is gone.
    return false
  }
}

it.skipIf(!posix)('ends the command alone where its group may not be ended', async () => {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' })
  })
  try {
    const { ended, end } = script('setInterval(() => {}, 1000)')
    end('force')
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
    expect(kill).toHaveBeenCalledOnce()
  } finally {
    kill.mockRestore()
  }
})
