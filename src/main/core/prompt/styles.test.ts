import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import type { Lane } from '../../../shared/worker.ts'
import { CAPABILITIES } from '../offers/testing/capabilities.ts'
import { defaultParams } from '../runs/base-params.ts'
import { collectStyles, stylesFor, withStyles } from './styles.ts'

const style = (name: string, prompt: string, negativePrompt = '') => ({ name, prompt, negativePrompt })
const machine = (order: number, styles: ReturnType<typeof style>[], lane: Lane = 'active') => ({
  ...{ id: WorkerId.parse(`w${order}`), order, lane },
  capabilities: { ...CAPABILITIES, styles },
})

const PARAMS = { ...defaultParams(1), prompt: 'a boat ', negativePrompt: 'fog' }
const TEXTS = [
  style('photo', 'photo of {prompt}, 35mm, {prompt}', 'drawing'),
  style('warm', ' golden hour ', 'cold, {prompt}'),
]

describe('styles', () => {
  it.each([
    [['photo'], 'photo of a boat , 35mm, a boat ', 'fog, drawing'],
    [['warm'], 'a boat, golden hour', 'cold, fog'],
    [['photo', 'warm'], 'photo of a boat , 35mm, a boat, golden hour', 'cold, fog, drawing'],
    [['warm', 'photo'], 'photo of a boat, golden hour, 35mm, a boat, golden hour', 'cold, fog, drawing'],
    [['None'], 'a boat ', 'fog'],
  ])('%s are put into the prompts as AUTOMATIC1111 does', (styles, prompt, negativePrompt) => {
    const styled = withStyles({ ...PARAMS, styles }, TEXTS)
    expect(styled).toMatchObject({ prompt, negativePrompt, styles: [] })
    expect(withStyles(styled, TEXTS)).toEqual(styled)
  })
  it('go into the own prompts of the second pass, and leave those alone that are as in the first', () => {
    const hires = { ...{ scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }, prompt: 'sails' }
    expect(withStyles({ ...PARAMS, hires, styles: ['warm'] }, TEXTS).hires).toEqual({
      ...hires,
      prompt: 'sails, golden hour',
    })
  })
  it('that double a prompt again and again are refused before they do', () => {
    const twice = style('twice', '{prompt} {prompt}')
    expect(() => withStyles({ ...PARAMS, styles: Array(100).fill('twice') }, [twice])).toThrow(
      'With its styles a prompt has more than 100,000 characters.',
    )
  })
  it("are a person's own first, then those of the machines in their order, without the ones switched off", () => {
    const machines = [
      machine(2, [style('a', 'second'), style('c', 'c')]),
      machine(1, [style('a', 'first')]),
      machine(0, [style('a', 'off'), style('d', 'off')], 'off'),
    ]
    const asked = {
      styles: ['a', 'b', 'd', 'None'],
      grid: { axes: [{ field: 'style' as const, values: ['c'] }] },
    }
    expect(collectStyles(asked, [style('b', 'own')], machines)).toEqual({
      texts: [style('a', 'first'), style('b', 'own'), style('c', 'c')],
      missing: ['d'],
    })
    expect(() => stylesFor(asked, [], [])).toThrow('Style a is neither among your own nor on any machine.')
  })
})
