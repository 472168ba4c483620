import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { ServerKind } from '../../../shared/worker.ts'
import { capabilityFacts } from '../../sdwui/protocol/capability-facts.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { ignoredBy } from './ignored.ts'

const all = paramsFor({
  prompt: 'cows <lora:grass:1>',
  vae: 'soft.vae.pt',
  clipSkip: 2,
  scheduler: 'Karras',
  subseedStrength: 0.2,
})

describe('what a kind of server does not take', () => {
  it.each<[ServerKind | null, string[]]>([
    ['a1111', []],
    ['forge', []],
    ['reforge', []],
    ['unknown', []],
    [null, []],
    ['sdnext', ['VAE soft.vae.pt', 'clip skip 2']],
    ['sdcpp', ['VAE soft.vae.pt', 'the variation', 'LoRA grass']],
    ['koboldcpp', ['VAE soft.vae.pt', 'clip skip 2', 'schedule Karras', 'the variation', 'LoRA grass']],
  ])('%s', (kind, words) =>
    expect(ignoredBy(kind === null ? null : capabilityFacts(kind), all).map((part) => inWords(part))).toEqual(
      words,
    ),
  )

  it.each(ServerKind.options)('%s: nothing where nothing is set', (kind) => {
    expect(ignoredBy(capabilityFacts(kind), paramsFor({ vae: 'Automatic' }))).toEqual([])
  })

  it('counts several LoRAs as one thing', () => {
    expect(ignoredBy(capabilityFacts('sdcpp'), { ...all, prompt: '<lora:a:1><lora:b:1>' })).toContainEqual(
      reason('planning.part-loras'),
    )
  })
})
