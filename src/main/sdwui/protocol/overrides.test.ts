import { describe, expect, it } from 'vitest'
import type { ServerSettings } from '../../../shared/worker.ts'
import type { GenerationParams } from '../../core/generation.ts'
import { batch } from '../../simulator/testing/simulated-client.ts'
import { overridesOf } from './overrides.ts'

const FORGE = ['/models/VAE/soft.safetensors', '/models/text_encoder/clip_l.safetensors']
const ENCODER = '/models/text_encoder/clip_l.safetensors'
const own = (more: Partial<ServerSettings>): ServerSettings =>
  ({ vae: null, clipSkip: null, modules: null, ...more }) as ServerSettings
const overrides = (
  params: Partial<GenerationParams>,
  settings: ServerSettings | null,
  facts = { overrides: true, checkpoint: 'override' as 'override' | 'options' },
) => overridesOf(batch(1, { checkpoint: 'ink' }, params), facts, settings, { eta_ddim: 0.5, tiling: false })

describe('the options that a request overrides', () => {
  it('are none on a server that reads none', () => {
    expect(overrides({}, null, { overrides: false, checkpoint: 'override' })).toEqual({})
  })
  it("are its owner's where an earlier request left them, then those of the request", () => {
    const { eta_ddim, tiling } = overrides({ overrides: { tiling: true } }, null)
    expect([eta_ddim, tiling]).toEqual([0.5, true])
  })
  it('name the checkpoint where requests choose it', () => {
    expect(overrides({}, null)).toMatchObject({ sd_model_checkpoint: 'ink' })
    expect(overrides({}, null, { overrides: true, checkpoint: 'options' })).not.toHaveProperty(
      'sd_model_checkpoint',
    )
  })
  it('always name the clip skip, unless its options have none', () => {
    expect(overrides({ clipSkip: 2 }, null)).toMatchObject({ CLIP_stop_at_last_layers: 2 })
    expect(overrides({ clipSkip: 1 }, own({ clipSkip: 1 }))).toMatchObject({ CLIP_stop_at_last_layers: 1 })
    expect(overrides({ clipSkip: 2 }, own({}))).not.toHaveProperty('CLIP_stop_at_last_layers')
  })
  it.each<[string, string | null, ServerSettings | null, unknown]>([
    ['the one asked for, where nothing is known of it', 'soft', null, 'soft'],
    ['none, where nothing is known and none is asked for', null, null, undefined],
    ['the one asked for', 'soft', own({ vae: 'Automatic' }), 'soft'],
    ["the server's own, where none is", null, own({ vae: 'Automatic' }), 'Automatic'],
    ['none, where its options have none', 'soft', own({}), undefined],
  ])('name as VAE %s', (_, vae, settings, named) => {
    expect(overrides({ vae }, settings).sd_vae).toBe(named)
  })
  it.each<[string | null, readonly string[]]>([
    [null, FORGE],
    ['Automatic', FORGE],
    ['None', [ENCODER]],
    ['hard.safetensors', [ENCODER, 'hard.safetensors']],
    ['automatic.pt', [ENCODER, 'automatic.pt']],
    ['none.pt', [ENCODER, 'none.pt']],
  ])('name, asked for the VAE %s, the modules of Forge with its text encoders', (vae, modules) => {
    const { forge_additional_modules, ...rest } = overrides({ vae }, own({ modules: FORGE }))
    expect(forge_additional_modules).toEqual(modules)
    expect(rest).not.toHaveProperty('sd_vae')
  })
})
