import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import type { SyncRun } from '../../../shared/worker-activity.ts'
import { VirtualClock } from '../../core/dispatch/testing/virtual-clock.ts'
import { TributaryError } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
import type { Stream } from './output-lines.ts'
import type { ProcessEnd } from './spawn-command.ts'
import { createSyncRunner } from './sync-runner.ts'

const id = WorkerId.parse('a')
const worker = { id, name: 'laptop', url: 'http://h:7860', syncCommand: 'rsync models/ {host}:m/' }

/** Processes that do what the test says. */
function world() {
  const clock = new VirtualClock()
  const emitted: { at: number; run: SyncRun }[] = []
  const processes: {
    args: readonly string[]
    say(stream: Stream, text: string): void
    finish(end: ProcessEnd): void
    fail(error: unknown): void
    ends: string[]
  }[] = []
  const runner = createSyncRunner({
    clock,
    platform: 'posix',
    home: '/home/ada',
    emit: (run) => emitted.push({ at: clock.now(), run }),
    spawn(args, onOutput) {
      const { promise, resolve, reject } = Promise.withResolvers<ProcessEnd>()
      const ends: string[] = []
      processes.push({
        args,
        say: (stream, text) => onOutput(stream, Buffer.from(text)),
        finish: resolve,
        fail: reject,
        ends,
      })
      return { ended: promise, end: (how) => void ends.push(`${how} ${clock.now()}`) }
    },
  })
  const process = (at = 0) => {
    const found = processes[at]
    if (found === undefined) throw new Error('no such process')
    return found
  }
  return { clock, runner, emitted, processes, process, last: () => emitted.at(-1)?.run }
}

describe('running a sync command', () => {
  it('tells the command as it is run, its lines as they come, and its exit code', async () => {
    const { clock, runner, process, last } = world()
    expect(runner.run(worker)).toEqual({
      workerId: id,
      running: true,
      command: 'rsync models/ h:m/',
      lines: [],
      exitCode: null,
      problem: null,
    })
    expect(process().args).toEqual(['rsync', 'models/', 'h:m/'])
    process().say('stdout', 'one\n')
    process().say('stderr', 'two')
    await clock.advance(200)
    expect(told(last())).toMatchObject({ running: true, lines: ['one', 'two'] })
    process().finish({ code: 0, signal: null })
    await clock.advance(0)
    expect(told(last())).toMatchObject({ running: false, lines: ['one', 'two'], exitCode: 0, problem: null })
    expect(runner.view(id)).toEqual(last())
  })

  it('tells of much output at most ten times a second', async () => {
    const { clock, runner, process, emitted } = world()
    runner.run(worker)
    for (let ms = 0; ms < 1000; ms += 5) {
      process().say('stdout', `${ms}\n`)
      await clock.advance(5)
    }
    expect(emitted.length).toBeLessThanOrEqual(11)
    expect(emitted.at(-1)?.run.lines.length).toBeGreaterThan(150)
  })

  it('says what went wrong', async () => {
    const { clock, runner, process, last } = world()
    runner.run(worker)
    process().finish({ code: 23, signal: null })
    await clock.advance(0)
    expect(told(last())).toMatchObject({
      exitCode: 23,
      problem: { message: expect.stringContaining('code 23') },
    })
    runner.run(worker)
    process(1).finish({ code: null, signal: 'SIGSEGV' })
    await clock.advance(0)
    expect(told(last())).toMatchObject({
      exitCode: null,
      problem: { message: expect.stringContaining('SIGSEGV') },
    })
    runner.run(worker)
    process(2).fail(new TributaryError('not-found', 'There is no program called rsync on this machine.'))
    await clock.advance(0)
    expect(told(last())).toMatchObject({ running: false, exitCode: null, problem: { kind: 'not-found' } })
  })

  it('refuses a worker without a command, and a second run beside the first', () => {
    const { runner, processes } = world()
    expect(() => runner.run({ ...worker, syncCommand: '' })).toThrow('laptop has no sync command.')
    runner.run(worker)
    expect(() => runner.run(worker)).toThrow('already running')
    runner.run({ ...worker, id: WorkerId.parse('b') })
    expect(processes).toHaveLength(2)
  })

  it('asks a cancelled command to end, and ends it by force five seconds later', async () => {
    const { clock, runner, process, last } = world()
    runner.run(worker)
    runner.cancel(id)
    runner.cancel(id)
    await clock.advance(4_999)
    expect(process().ends).toEqual(['ask 0'])
    await clock.advance(1)
    expect(process().ends).toEqual(['ask 0', 'force 5000'])
    process().finish({ code: null, signal: 'SIGKILL' })
    await clock.advance(0)
    expect(told(last())).toMatchObject({
      running: false,
      problem: { kind: 'aborted', message: 'It was cancelled.' },
    })
  })

  it('uses no force on a command that ended in time, but on what it left behind', async () => {
    const { clock, runner, process } = world()
    runner.run(worker)
    runner.cancel(id)
    process().finish({ code: 0, signal: null })
    await clock.advance(60_000)
    expect(process().ends).toEqual(['ask 0', 'force 0'])
    runner.cancel(id)
    runner.cancel(WorkerId.parse('nobody'))
  })

  it('ends everything on stop and waits for it', async () => {
    const { clock, runner, process } = world()
    runner.run(worker)
    runner.run({ ...worker, id: WorkerId.parse('b') })
    const stopped = runner.stop()
    clock.after(1000, () => process(0).finish({ code: null, signal: 'SIGTERM' }))
    clock.after(6000, () => process(1).finish({ code: null, signal: 'SIGKILL' }))
    await clock.run(stopped)
    expect(process(1).ends.slice(0, 2)).toEqual(['ask 0', 'force 5000'])
    expect(clock.now()).toBe(6000)
  })

  it('ignores what a process that was left behind still says', async () => {
    const { clock, runner, process, emitted } = world()
    runner.run(worker)
    process().finish({ code: 0, signal: null })
    await clock.advance(0)
    const told = emitted.length
    process().say('stdout', 'late\n')
    await clock.advance(1000)
    expect(emitted).toHaveLength(told)
  })
})
