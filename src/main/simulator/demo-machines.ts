import type { SimulatedWorkerOptions } from './options.ts'

const GIB = 2 ** 30

/** The larger two have what artists add first; the small one shows who is left out without it. */
const EXTENSIONS = { controlnet: true, adetailer: true } as const

/** The machines of the demo: a small, a middling and a fast one, with what such machines have. */
export const DEMO_MACHINES: readonly (SimulatedWorkerOptions & {
  readonly name: string
  readonly ipm: number
})[] = [
  {
    name: 'argon',
    ipm: 5.0,
    vramBytes: 6 * GIB,
    loadSeconds: 18,
    checkpoints: ['dreamshaper_8.safetensors', 'analogMadness_v70.safetensors'],
  },
  {
    name: 'master',
    ipm: 14.9,
    vramBytes: 8 * GIB,
    loadSeconds: 9,
    ...EXTENSIONS,
    checkpoints: [
      'dreamshaper_8.safetensors',
      'realisticVision_v51.safetensors',
      'analogMadness_v70.safetensors',
    ],
  },
  {
    name: 'laptop',
    ipm: 20.0,
    vramBytes: 12 * GIB,
    loadSeconds: 6,
    ...EXTENSIONS,
    checkpoints: [
      'sd15/dreamshaper_8.safetensors',
      'sd15/realisticVision_v51.safetensors',
      'juggernaut_reborn.safetensors',
    ],
  },
].map((machine) => ({
  ...machine,
  batchGain: 1,
  loras: ['gouache', 'paper_cut'],
  embeddings: ['easynegative', 'ink_texture'],
  loraNotes: {
    gouache: {
      'activation text': 'gouache painting, visible brush strokes',
      'negative text': 'photo',
      'preferred weight': 0.8,
      description: 'Opaque colours on rough paper. Softer below 0.6.',
    },
  },
  // More previews than the server's default of one in ten steps: there is something to look at.
  settings: { show_progress_every_n_steps: 2 },
}))
