import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { DEMO_MACHINES, startDemoFleet } from './demo-fleet.ts'

describe('the demo fleet', () => {
  test('answers as three machines of 5, 14.9 and 20 ipm, and is gone when stopped', async () => {
    const fleet = await startDemoFleet({ timeScale: 60 })
    expect(fleet.machines.map(({ name, ipm }) => [name, ipm])).toEqual([
      ['argon', 5],
      ['master', 14.9],
      ['laptop', 20],
    ])
    for (const { url } of fleet.machines) {
      const models = (await (await fetch(`${url}/sdapi/v1/sd-models`)).json()) as { model_name: string }[]
      expect(models.map(({ model_name }) => model_name.replace(/^.*?_(?=dream)/, ''))).toContain(
        'dreamshaper_8',
      )
      const loras = (await (await fetch(`${url}/sdapi/v1/loras`)).json()) as { name: string }[]
      expect(loras.map(({ name }) => name)).toContain('gouache')
    }
    const told = await Promise.all(
      fleet.machines.map(async ({ url }) => {
        const has = async (path: string) => (await fetch(`${url}${path}`)).status === 200
        return [await has('/controlnet/model_list'), await has('/adetailer/v1/ad_model')]
      }),
    )
    expect(told).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ])
    await fleet.stop()
    for (const { url } of fleet.machines) await expect(fetch(`${url}/internal/ping`)).rejects.toThrow()
  })

  test('has machines that differ in memory and in checkpoints', () => {
    expect(new Set(DEMO_MACHINES.map(({ vramBytes }) => vramBytes)).size).toBe(3)
    expect(new Set(DEMO_MACHINES.map(({ checkpoints }) => String(checkpoints))).size).toBe(3)
  })

  test('never keeps a process alive', async () => {
    const script = `
      const { startDemoFleet } = await import(${JSON.stringify(new URL('./demo-fleet.ts', import.meta.url).href)})
      const fleet = await startDemoFleet({ timeScale: 60 })
      console.log(fleet.machines.length)`
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: 15_000,
      },
    )
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    const [code] = await once(child, 'close')
    expect([code, said.trim()]).toEqual([0, '3'])
  })
})
