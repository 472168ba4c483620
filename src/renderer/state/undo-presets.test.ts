import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import type { Preset } from '../../shared/presets.ts'
import { withoutChange } from './undo-presets.ts'

const preset = (id: string, more: Partial<Preset> = {}): Preset => ({
  ...{ id, name: id, picture: null, request: DEFAULT_REQUEST },
  ...more,
})
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => preset(id)) as [Preset, Preset, Preset, Preset]
const steps = (count: number) => ({ ...DEFAULT_REQUEST, steps: count })

describe('taking one change of the presets back', () => {
  it('brings a deleted one back to its place, beside what was added and changed since', () => {
    const change = { before: [a, b, c], after: [a, c] }
    const renamed = { ...c, name: 'sea' }
    expect(withoutChange([d, a, renamed], change)).toEqual({ presets: [d, b, a, renamed], notBack: [] })
  })
  it('takes an added one away, and no other', () => {
    expect(withoutChange([d, b, a], { before: [a], after: [b, a] }).presets).toEqual([d, a])
  })
  it('brings back the settings that were overwritten, under the name it was given since', () => {
    const change = { before: [a, b], after: [{ ...a, request: steps(9) }, b] }
    const now = [{ ...a, name: 'harbour', request: steps(9) }]
    expect(withoutChange(now, change).presets).toEqual([{ ...a, name: 'harbour' }])
  })
  it('leaves settings that were overwritten once more', () => {
    const change = { before: [a], after: [{ ...a, request: steps(9) }] }
    expect(withoutChange([{ ...a, request: steps(30) }], change).presets[0]?.request.steps).toBe(30)
  })
  it('says what cannot come back because its name is taken', () => {
    const other = preset('e', { name: 'b' })
    expect(withoutChange([a, other], { before: [a, b], after: [a] })).toEqual({
      presets: [a, other],
      notBack: [{ name: 'b', why: 'name-taken' }],
    })
    const change = { before: [a], after: [{ ...a, name: 'z' }] }
    const now = [{ ...a, name: 'z' }, preset('f', { name: 'a' })]
    expect(withoutChange(now, change).presets).toEqual(now)
  })
  it('does nothing to one that was deleted since', () => {
    expect(withoutChange([b], { before: [a, b], after: [{ ...a, name: 'z' }, b] }).presets).toEqual([b])
  })
})
