import { describe, expect, it } from 'vitest'
import type { Offer } from '../../../shared/fleet-offers.ts'
import { firstUpscaler, upscalersOf } from './upscalers.ts'

const offer = (name: string, on = 2): Offer => ({ name, on, of: 3 })

describe('the upscalers of the dialog', () => {
  it('are those that make a picture larger by themselves', () => {
    const all = ['Latent', 'Latent (nearest)', 'None', 'Lanczos', 'R-ESRGAN 4x+'].map((name) => offer(name))
    expect(upscalersOf(all).map(({ name }) => name)).toEqual(['Lanczos', 'R-ESRGAN 4x+'])
  })
  it('begin with the last one, else with the model that most machines have', () => {
    const all = [offer('Lanczos', 3), offer('SwinIR 4x', 1), offer('R-ESRGAN 4x+', 2)]
    expect(firstUpscaler(all, 'SwinIR 4x')).toBe('SwinIR 4x')
    expect(firstUpscaler(all, 'gone')).toBe('R-ESRGAN 4x+')
    expect(firstUpscaler([offer('Lanczos')], '')).toBe('Lanczos')
    expect(firstUpscaler([], 'gone')).toBe('')
  })
})
