import { expect, it } from 'vitest'
import { pictureOptionsOf } from './picture-options.ts'

it('takes texts, numbers and switches of the options that change pictures, and nothing else', () => {
  const long = 'x'.repeat(1000)
  expect(
    pictureOptionsOf({
      ...{ randn_source: 'CPU', eta_ddim: 0, tiling: false, emphasis: long, outdir_samples: '/home/me' },
      ...{ sd_vae: `${long}x`, s_churn: Number.NaN, s_noise: [1], fp8_storage: null, upcast_attn: {} },
    }),
  ).toEqual({ randn_source: 'CPU', eta_ddim: 0, tiling: false, emphasis: long })
})

it('tells nothing where a server tells none of them', () => {
  expect(pictureOptionsOf({ outdir_samples: '/home/me' })).toBeUndefined()
  expect(pictureOptionsOf(Object.create({ tiling: true }))).toBeUndefined()
})
