import { describe, expect, it } from 'vitest'
import { imageFixture } from '../testing/fixtures.ts'
import { factName, pictureFacts } from './picture-facts.ts'

const facts = (patch: Parameters<typeof imageFixture>[1]) =>
  Object.fromEntries(pictureFacts(imageFixture(3, patch)).map((fact) => [factName(fact), fact.value]))

describe('what is known of how a picture was made', () => {
  it('comes from its row, and from its infotext where the row has no place for it', () => {
    expect(facts({})).toEqual({
      Machine: 'laptop',
      Checkpoint: 'dreamshaper_8',
      Sampler: 'DPM++ 2M Karras',
      'Steps · CFG': '24 · 6.5',
      Size: '768 × 512',
      Seed: '418210',
      'Made in': '2.9 s',
      File: '31-003-418210.png · 612 KB',
    })
  })

  it('leaves out what nobody told', () => {
    const silent = { infotext: null, checkpoint: null, sampler: null, steps: null, seconds: null }
    expect(Object.keys(facts(silent))).toEqual(['Machine', 'Size', 'Seed', 'File'])
  })

  it('takes the checkpoint and the variation from the infotext alone', () => {
    const infotext = 'a prompt\nSteps: 20, Seed: 1, Model: soft, Variation seed: 77, Size: 64x64'
    expect(facts({ infotext, checkpoint: null })).toMatchObject({
      Checkpoint: 'soft',
      Variation: '77',
      Steps: '24',
    })
  })
})
