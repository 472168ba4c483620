import { describe, expect, it } from 'vitest'
import { readLoraMetadata } from './lora-metadata.ts'

const NOTHING = { trigger: null, words: [], base: null }

describe('what the metadata of a LoRA tells', () => {
  it('is its trigger, the words of its captions by how often they were there, and what it was trained on', () => {
    expect(
      readLoraMetadata({
        ss_tag_frequency: { '10_ink': { ink: 12, 'black hair': 30 }, reg: { ink: 40, fog: 1 } },
        'modelspec.trigger_phrase': ' ink\nwash ',
        ss_sd_model_name: 'None',
        ss_base_model_version: 'sd_v1',
      }),
    ).toEqual({ trigger: 'ink wash', words: ['ink', 'black hair', 'fog'], base: 'sd_v1' })
  })
  it.each([
    null,
    'no',
    [],
    {},
    { ss_tag_frequency: 'a' },
    { ss_tag_frequency: { a: { b: 'c', ' ': 4, [`${'x'.repeat(61)}`]: 9 } } },
    { 'modelspec.trigger_phrase': ' \u0000 ' },
  ])('is nothing where it is %j', (metadata) => {
    expect(readLoraMetadata(metadata)).toEqual(NOTHING)
  })
  it('has words of captions that are in no folder', () => {
    expect(readLoraMetadata({ ss_tag_frequency: { ink: 2, 'black hair': 30 } }).words).toEqual([
      ...['black hair', 'ink'],
    ])
  })
  it('is bounded, however much there is', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`word ${at}`, at]))
    const told = readLoraMetadata({
      ss_tag_frequency: { a: many },
      'modelspec.trigger_phrase': 'x'.repeat(100_000),
    })
    expect(told.words).toHaveLength(24)
    expect(told.trigger).toHaveLength(300)
  })
})
