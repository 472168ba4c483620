import { NOT_IN_CPP, sdapi, WITHOUT_IN_CPP } from '../routes-of-kinds.ts'
import { samplerRow } from '../rows.ts'
import type { ServerFacts } from '../server-facts.ts'
import { LARGEST_SIGNED_SEED } from '../signed-seeds.ts'
import { A1111 } from './a1111.ts'

/** px */
export const KOBOLDCPP_SIZES = { stepPx: 64, largestPx: 1024 }

/** KoboldCpp (sdapi.md 6 and 12). */
export const KOBOLDCPP: ServerFacts = {
  ...A1111,
  recognition: { by: 'route', path: '/api/extra/version', result: /koboldcpp/i },
  version: 'koboldcpp',
  openApiTitle: null,
  apiFlag: false,
  lacks: [...NOT_IN_CPP, ...['schedulers', 'loras'].map(sdapi)],
  restartPath: null,
  auth: 'none',
  processTime: false,
  gzipFrom: Number.POSITIVE_INFINITY,
  ownRoutes: {
    '/api/extra/version': () => ({ result: 'KoboldCpp', version: '1.102', txt2img: true }),
    '/api/extra/perf': ({ queued }) => ({ idle: queued === 0 ? 1 : 0, queue: queued }),
    '/ping': () => ({ status: 'ok' }),
  },
  queue: 'few',
  taskIds: false,
  batches: false,
  overrides: false,
  restoresOnlySaved: false,
  checkpoint: 'fixed',
  defaults: { steps: 20, size: 512, cfg: 5 },
  validation: 'own',
  infotextField: false,
  // Versions differ in what they do with one.
  imageToImage: 'no-masks',
  ignores: ['vae', 'clipSkip', 'schedule', 'variation', 'loras'],
  without: WITHOUT_IN_CPP,
  hiresPass: false,
  sizes: KOBOLDCPP_SIZES,
  largestSeed: LARGEST_SIGNED_SEED,
  errors: 'koboldcpp',
  info: 'none',
  infotext: 'none',
  modelChange: 'none',
  placeholderHash: '8888888888',
  optionsTold: 'few',
  samplers: [
    samplerRow('Euler', 'k_euler'),
    samplerRow('Euler a', 'k_euler_a'),
    samplerRow('Heun', 'k_heun'),
    samplerRow('DPM2', 'k_dpm_2'),
    samplerRow('DPM++ 2M', 'k_dpmpp_2m'),
    samplerRow('LCM', 'k_lcm'),
  ],
  upscalers: [],
  latentModes: [],
  openLoras: false,
}
