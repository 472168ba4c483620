import { describe, expect, it } from 'vitest'
import type { ScriptArgument } from '../../../shared/script-arguments.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { Machine } from './fleet-offers.ts'
import { fleetScripts } from './fleet-scripts.ts'
import { CAPABILITIES } from './testing/capabilities.ts'

const machine = (more: Partial<Capabilities>): Machine => ({
  lane: 'active',
  capabilities: { ...CAPABILITIES, scripts: [], ...more },
})
const args = (...labels: string[]): ScriptArgument[] => labels.map((label) => ({ label, choices: null }))

describe('the scripts of the fleet', () => {
  it('are told once, with on how many machines they are, as most of them describe them', () => {
    const fleet = [
      machine({ scriptArguments: { loopback: args('old') }, alwaysOnArguments: { adetailer: [] } }),
      machine({ scriptArguments: { loopback: args('new') } }),
      machine({ scriptArguments: { Loopback: args('new') } }),
      machine({ scripts: null, scriptArguments: { never: [] } }),
      { lane: 'off' as const, capabilities: { ...CAPABILITIES, scripts: [], scriptArguments: { off: [] } } },
    ]
    expect(fleetScripts(fleet)).toEqual([
      { title: 'adetailer', alwaysOn: true, args: [], on: 1, of: 3 },
      { title: 'loopback', alwaysOn: false, args: args('new'), on: 3, of: 3 },
    ])
  })
  it('leave out what requests have fields of their own for', () => {
    const alwaysOnArguments = { refiner: args('x'), seed: [], sampler: [], controlnet: [], hypertile: [] }
    expect(fleetScripts([machine({ alwaysOnArguments })]).map(({ title }) => title)).toEqual(['hypertile'])
  })
  it('are bounded, whatever machines describe', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`s${at}`, args('l'.repeat(20_000))]),
    )
    const told = fleetScripts([machine({ scriptArguments: many })])
    expect(told).toHaveLength(300)
    expect(told.filter((script) => script.args !== null)).toHaveLength(26)
  })
})
