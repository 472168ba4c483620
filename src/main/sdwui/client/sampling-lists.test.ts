import { describe, expect, it } from 'vitest'
import { samplingLists } from './sampling-lists.ts'

describe('samplers and schedules as a server lists them', () => {
  it('show a schedule once, by its label, and accept its name', async () => {
    const rows = [
      { name: 'karras', label: 'Karras' },
      { name: 'golden', label: 'Phi' },
      { name: 'align_your_steps_GITS', label: 'Align Your Steps GITS', aliases: null },
    ]
    expect(await samplingLists('a1111', null, rows, null)).toEqual({
      samplers: null,
      schedulers: ['Karras', 'Phi', 'Align Your Steps GITS'],
      aliases: { samplers: {}, schedulers: { golden: 'Phi' } },
    })
  })
  it('keep only aliases that do not tell by themselves', async () => {
    const rows = [
      { name: 'Euler a', aliases: ['k_euler_a', 'k_euler_ancestral'] },
      { name: 'Heavy Ball', aliases: ['k_hb', 7, '', 'Euler a'] },
    ]
    expect(await samplingLists('a1111', rows, null, null)).toMatchObject({
      samplers: ['Euler a', 'Heavy Ball'],
      aliases: { samplers: { k_hb: 'Heavy Ball' } },
    })
  })
  it('may be bare names, and say nothing where no row can be read', async () => {
    expect(
      await samplingLists('unknown', ['Euler a', 'Heun', 7, null], [{ id: 1 }, null], null),
    ).toMatchObject({
      samplers: ['Euler a', 'Heun'],
      schedulers: null,
    })
    expect(await samplingLists('unknown', [], [], null)).toMatchObject({ samplers: [], schedulers: [] })
  })
  it('take names of any script as they are', async () => {
    const names = ['Мой семплер', '采样器 *', 'a + b', 'ß_*']
    const rows = names.map((name) => ({ name }))
    expect(await samplingLists('sdcpp', rows, rows, null)).toMatchObject({
      samplers: names,
      schedulers: names,
    })
  })
  it('are no schedules on SD.Next, which lists its samplers again', async () => {
    expect(
      await samplingLists('sdnext', [{ name: 'Euler' }], [{ name: 'Euler', cls: 'X' }], null),
    ).toMatchObject({
      samplers: ['Euler'],
      schedulers: null,
    })
  })
})
