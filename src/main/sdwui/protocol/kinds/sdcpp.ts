import { LATENT_UPSCALE_MODES } from '../a1111-lists.ts'
import { NOT_IN_CPP, WITHOUT_IN_CPP } from '../routes-of-kinds.ts'
import { samplerRow, schedulerRow } from '../rows.ts'
import { SDCPP_SAMPLERS, SDCPP_SCHEDULERS, SDCPP_UPSCALERS, sdcppLoraPath } from '../sdcpp-names.ts'
import type { ServerFacts } from '../server-facts.ts'
import { A1111 } from './a1111.ts'

/** sd-server of stable-diffusion.cpp (sdapi.md 12). */
export const SDCPP: ServerFacts = {
  ...A1111,
  recognition: { by: 'route', path: '/sdcpp/v1/capabilities' },
  version: 'stable-diffusion.cpp',
  openApiTitle: null,
  apiFlag: false,
  lacks: NOT_IN_CPP,
  restartPath: null,
  auth: 'none',
  processTime: false,
  gzipFrom: Number.POSITIVE_INFINITY,
  ownRoutes: {
    '/sdcpp/v1/capabilities': ({ checkpoint, samplers, schedulers }) => ({
      ...{ model: checkpoint, samplers, schedulers, limits: { max_batch: 64 } },
    }),
  },
  queue: 'any',
  taskIds: false,
  overrides: false,
  restoresOnlySaved: false,
  checkpoint: 'fixed',
  defaults: { steps: 20, size: 512, cfg: 7 },
  body: 'sdcpp',
  validation: 'own',
  infotextField: false,
  // One set of models a process; LoRAs come in a field of its own, where it lists them.
  // It blurs, fills and pads nothing.
  imageToImage: 'whole-masks',
  ignores: ['vae', 'variation', 'loras'],
  without: WITHOUT_IN_CPP,
  noneSkipsHires: true,
  errors: 'sdcpp',
  info: 'sdcpp',
  infotext: 'sdcpp',
  modelChange: 'none',
  placeholderHash: '8888888888',
  optionsTold: 'few',
  samplers: SDCPP_SAMPLERS.map((name) => samplerRow(name, name)),
  schedulers: SDCPP_SCHEDULERS.map((name) => schedulerRow(name, name)),
  upscalers: SDCPP_UPSCALERS.map((name) => ({ name, scale: 4 })),
  latentModes: LATENT_UPSCALE_MODES,
  openLoras: false,
  loras: 'paths',
  rows: {
    ...A1111.rows,
    sampler: (name) => ({ name, aliases: [name], options: {} }),
    scheduler: (name) => ({ name, label: name }),
    lora: ({ name }) => ({ name, path: sdcppLoraPath(name) }),
  },
}
