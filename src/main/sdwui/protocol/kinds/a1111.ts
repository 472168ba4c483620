import { LATENT_UPSCALE_MODES, SAMPLERS, SCHEDULERS, UPSCALERS } from '../a1111-lists.ts'
import type { ServerFacts } from '../server-facts.ts'

/** AUTOMATIC1111 1.10.1, which the other kinds are told by their differences from. */
export const A1111: ServerFacts = {
  // Whatever has a txt2img and nothing that tells it from this one.
  recognition: { by: 'openapi' },
  version: 'v1.10.1',

  openApiTitle: 'FastAPI',
  apiFlag: true,
  lacks: ['/sdapi/v1/sd-modules', '/sdapi/v1/checkpoint', '/sdapi/v1/status', '/sdapi/v1/version'],
  restartPath: '/sdapi/v1/server-restart',
  restartFlag: true,
  auth: 'api',
  wwwAuthenticate: false,
  processTime: true,
  gzipFrom: 1000,
  emptyAnswers: 'json',
  ownRoutes: {},

  queue: 'fifo',
  taskIds: true,
  batches: true,
  overrides: true,
  restoresOnlySaved: true,
  checkpoint: 'override',
  extraFields: [],
  defaults: { steps: 50, size: 512, cfg: 7 },
  body: 'sdapi',
  resizeModes: { stretch: 0, crop: 1, fill: 2, latent: 3 },
  validation: 'pydantic1',
  infotextField: true,

  ignores: [],
  without: [],
  hiresPass: true,
  imageToImage: 'all',
  noneSkipsHires: false,
  sizes: null,
  largestSeed: null,

  errors: 'a1111',
  info: 'json',
  infotext: 'a1111',
  samplesFormat: 'png',
  stoppingTold: true,

  modelChange: 'waiting',
  loadsLazily: false,
  hashes: 'of-content',
  placeholderHash: null,
  optionsTold: 'all',
  optionsConfirmed: false,
  ownOptions: {},

  samplers: SAMPLERS,
  schedulers: SCHEDULERS,
  upscalers: UPSCALERS,
  latentModes: LATENT_UPSCALE_MODES,
  schedulersAreSamplers: false,
  openLoras: true,
  loras: 'tags',
  controlNetBuiltIn: false,
  rows: {
    sampler: (name, known) => ({ name, aliases: known?.aliases ?? [], options: known?.options ?? {} }),
    scheduler: (label, known) =>
      known ?? {
        ...{ name: label.toLowerCase(), label, aliases: null, default_rho: -1, need_inner_model: false },
      },
    lora: ({ name, path }, hash) => ({
      ...{ name, alias: name, path },
      metadata: { ss_output_name: name, sshs_model_hash: hash },
    }),
    embeddings: (names) => {
      const entry = { step: null, sd_checkpoint: null, sd_checkpoint_name: null, shape: 768, vectors: 8 }
      return { loaded: Object.fromEntries(names.map((name) => [name, entry])), skipped: {} }
    },
    checkpoint: {},
  },
}
