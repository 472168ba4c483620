import { expect, it } from 'vitest'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import { IMAGE_TO_IMAGE, inputOf } from '../speed/testing/from-others.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { drawsNoiseTogether, isUncuttable } from './uncuttable.ts'

const filled = (maskContent: 'latent-noise' | 'fill', masked: boolean) =>
  paramsFor({
    imageToImage: { ...IMAGE_TO_IMAGE, maskContent, mask: masked ? inputOf(64, 64) : null },
  })

it.each([
  ['a plain picture', paramsFor(), false],
  ['a selectable script', paramsFor({ script: { title: 'Loopback', args: [] } }), true],
  ['a masked part filled with noise', filled('latent-noise', true), true],
  ['a masked part filled otherwise', filled('fill', true), false],
  ['noise without a mask, which is not filled in', filled('latent-noise', false), false],
])('%s', (_, params, alone) => {
  expect(isUncuttable(params)).toBe(alone)
})

const OPTION = 'no_dpmpp_sde_batch_determinism'
const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 }

it.each<[string, Parameters<typeof paramsFor>[0], Record<string, boolean> | undefined, boolean]>([
  ['is set so', { sampler: 'DPM++ SDE' }, { [OPTION]: true }, true],
  ['is not set so', { sampler: 'DPM++ SDE' }, { [OPTION]: false }, false],
  ['is set so, by another name', { sampler: 'k_dpmpp_2m_sde' }, { [OPTION]: true }, true],
  ['is set so, with a schedule in the name', { sampler: 'DPM++ 3M SDE Karras' }, { [OPTION]: true }, true],
  ['is set so, in the second pass', { hires: { ...HIRES, sampler: 'DPM++ SDE' } }, { [OPTION]: true }, true],
  ['is set so, for another sampler', { sampler: 'Euler a' }, { [OPTION]: true }, false],
  [
    'is set so, and asked not to',
    { sampler: 'DPM++ SDE', overrides: { [OPTION]: false } },
    { [OPTION]: true },
    false,
  ],
  [
    'is not set so, and asked to',
    { sampler: 'DPM++ SDE', overrides: { [OPTION]: true } },
    { [OPTION]: false },
    true,
  ],
  ['knows no other way', { sampler: 'DPM++ 2M SDE' }, {}, true],
  ['tells no options', { sampler: 'DPM++ SDE' }, undefined, false],
])('a server that %s draws noise for all images of a request at once: %#', (_, asked, options, together) => {
  const belief = { capabilities: options === undefined ? {} : { pictureOptions: options } }
  const fleet = new VirtualFleet(new VirtualClock(), [{ truth: steady('argon', 20), belief }])
  const has = fleet.workers()[0]?.capabilities ?? null
  expect(drawsNoiseTogether(has, paramsFor(asked))).toBe(together)
})
