import { expect, it } from 'vitest'
import { IMAGE_TO_IMAGE, inputOf } from '../speed/testing/from-others.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { isUncuttable } from './uncuttable.ts'

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
