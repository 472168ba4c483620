import { describe, expect, it } from 'vitest'
import { LORA_METADATA, readLoraMetadata } from './lora-metadata.ts'

const NO_NOTES = { activation: null, negative: null, weight: null, description: null }
const NOTHING = { trigger: null, words: [], base: null, own: NO_NOTES }

describe('what the metadata of a LoRA tells', () => {
  it('is its trigger, the words of its captions by how often they were there, and what it was trained on', () => {
    expect(
      readLoraMetadata({
        ss_tag_frequency: { '10_ink': { ink: 12, 'black hair': 30 }, reg: { ink: 40, fog: 1 } },
        'modelspec.trigger_phrase': ' ink\nwash ',
        ss_sd_model_name: 'None',
        ss_base_model_version: 'sd_v1',
      }),
    ).toEqual({ trigger: 'ink wash', words: ['ink', 'black hair', 'fog'], base: 'sd_v1', own: NO_NOTES })
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
  it.each([
    [
      { activation: ' ink\nwash ', weight: 0.7 },
      { ...NO_NOTES, activation: 'ink wash', weight: 0.7 },
    ],
    [
      { weight: -1, negative: 'photo' },
      { ...NO_NOTES, weight: -1, negative: 'photo' },
    ],
    [{ weight: 80, activation: 4, description: ' ' }, NO_NOTES],
    [{ weight: Number.NaN }, NO_NOTES],
    [{ weight: 0 }, NO_NOTES],
    ['no', NO_NOTES],
  ])('has its owner’s own notes as far as %j makes sense', (own, expected) => {
    expect(readLoraMetadata({ [LORA_METADATA.own]: own }).own).toEqual(expected)
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
