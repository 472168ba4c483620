import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { TributaryError } from '../../core/failure.ts'
import type { CommandContext } from '../command-context.ts'
import { registerSimulate } from './simulate-command.ts'

/** Runs the command in this process; `url` resolves when it is ready. */
function simulate(...args: string[]) {
  const stop = new AbortController()
  const ready = Promise.withResolvers<{ url: string; pid: number }>()
  const said: string[] = []
  const context: CommandContext = {
    io: {
      result: (line) => ready.resolve(JSON.parse(line)),
      say: (line) => said.push(line),
      complain: (line) => said.push(line),
      terminal: false,
    },
    signal: stop.signal,
    exitWith: () => undefined,
  }
  const program = new Command('tributary').exitOverride().configureOutput({ writeErr: () => undefined })
  registerSimulate(program, context)
  const ended = program.parseAsync(['node', 'tributary', 'simulate', ...args])
  ended.catch((error: unknown) => ready.reject(error))
  return { ready: ready.promise, stop: () => stop.abort(), ended, said }
}

describe('simulate', () => {
  test('prints its address and process id, serves, and ends when told to', async () => {
    const run = simulate('--port', '0', '--ipm', '600', '--time-scale', '60', '--json', '--name', 'argon')
    const { url, pid } = await run.ready
    expect(pid).toBe(process.pid)
    expect((await fetch(`${url}/internal/ping`)).status).toBe(200)
    run.stop()
    await run.ended
    await expect(fetch(`${url}/internal/ping`)).rejects.toThrow()
    expect(run.said.join('\n')).toMatch(/600 ipm/)
  })

  test('takes a kind, checkpoints, memory, a password and faults', async () => {
    const run = simulate(
      ...['--kind', 'forge', '--checkpoint', 'one', '--checkpoint', 'two', '--vram', '6'],
      ...['--auth', 'artist:p:w', '--fault', '500=1', '--fault', 'slow=2@1000'],
    )
    const { url } = await run.ready
    expect((await fetch(`${url}/sdapi/v1/sd-models`)).status).toBe(401)
    const headers = { authorization: `Basic ${Buffer.from('artist:p:w').toString('base64')}` }
    const models = (await (await fetch(`${url}/sdapi/v1/sd-models`, { headers })).json()) as {
      model_name: string
    }[]
    expect(models.map(({ model_name }) => model_name)).toEqual(['one', 'two'])
    expect(await (await fetch(`${url}/sdapi/v1/memory`, { headers })).json()).toMatchObject({
      ...{ cuda: { system: { total: 6 * 2 ** 30 } } },
    })
    run.stop()
    await run.ended
  })

  test('speaks https with --tls, and leaves the API off with --no-api', async () => {
    const run = simulate('--tls', '--no-api')
    expect((await run.ready).url).toMatch(/^https:/)
    run.stop()
    await run.ended
  })

  test('says when the port is in use', async () => {
    const run = simulate()
    const { url } = await run.ready
    const { port } = new URL(url)
    await expect(simulate('--port', port).ready).rejects.toSatisfy(
      (error) =>
        error instanceof TributaryError && error.kind === 'bad-request' && /in use/.test(error.message),
    )
    run.stop()
    await run.ended
  })

  test.each([
    [['--port', '70000'], /0 to 65535/],
    [['--ipm', '0'], /0.01 to/],
    [['--fault', 'explode'], /no fault "explode"/],
    [['--kind', 'comfy'], /a1111, forge/],
    [['--auth', 'nobody'], /user:password/],
    [['--tls', 'letsencrypt'], /self-signed, expired/],
  ])('refuses %j with what it takes instead', async (args, words) => {
    await expect(simulate(...args).ready).rejects.toThrow(words)
  })
})
