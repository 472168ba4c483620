import { describe, expect, it } from 'vitest'
import { imageFixture } from '../../testing/fixtures.ts'
import { infotextFields } from './infotext-fields.ts'

describe('the fields of an infotext', () => {
  it('are read from its last line', () => {
    const fields = infotextFields(imageFixture(9).infotext ?? '')
    expect(fields.get('CFG scale')).toBe('6.5')
    expect(fields.get('Sampler')).toBe('DPM++ 2M')
    expect(fields.get('Seed')).toBe('418216')
  })
  it('may hold commas inside quotes', () => {
    const fields = infotextFields('a cow\nSteps: 20, Lora hashes: "a: 12, b: 34", Version: v1.10.1')
    expect(fields.get('Lora hashes')).toBe('a: 12, b: 34')
    expect(fields.get('Version')).toBe('v1.10.1')
  })
  it('are none where there is no settings line', () => {
    expect(infotextFields('just a prompt, Steps: many').size).toBe(0)
    expect(infotextFields('').size).toBe(0)
  })
})
