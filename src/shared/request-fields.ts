import type { GenerationRequest, Hires } from './generation.ts'
import type { MessageKey } from './words/catalogue.ts'

/** How an answer shows whether a value was used. */
export type AnswerCheck =
  | ('checkpoint' | 'sampling' | 'vae' | 'clip-skip' | 'loras' | 'size')
  | ('refiner' | 'second-pass')

/** All that is to be known of one field of a request, outside of its schema (generation.ts) and its default (request-defaults.ts). */
interface FieldSpec {
  /** name in the body of a txt2img request; null: it goes by an option, or is no server's business */
  readonly wire: string | null
  /** 'as-is': its value is what is sent; 'dealt': which value depends on the images and the worker; 'by-name': each part under its own name */
  readonly sent: 'as-is' | 'dealt' | 'by-name' | 'never'
  /** option that stands for it in override_settings; null: none */
  readonly option: string | null
  /** its value changes how long an image takes */
  readonly costs: boolean
  /** a worker may be unable to make images with its value */
  readonly decidesWho: boolean
  /** null: not, or by the seed, which tells the images of an answer apart */
  readonly checked: AnswerCheck | null
  /** option of the command line, without its dashes; null: it has none */
  readonly flag: string | null
  /** what the form calls it; null: nothing */
  readonly label: (MessageKey & `request.field.${string}`) | null
  /** key of an infotext, or the part of one before the parameters; null: it is not written there */
  readonly infotext: string | null
}

const NEVER_SENT = { wire: null, sent: 'never', option: null, costs: false, infotext: null } as const

/** The fields of a request. One that is missing here does not compile. */
export const REQUEST_FIELDS = {
  prompt: {
    ...{ wire: 'prompt', sent: 'as-is', option: null, costs: false, decidesWho: true, checked: 'loras' },
    ...{ flag: 'prompt', label: 'request.field.prompt', infotext: null },
  },
  negativePrompt: {
    ...{ wire: 'negative_prompt', sent: 'as-is', option: null, costs: false, decidesWho: false },
    ...{ checked: null, flag: 'negative', label: 'request.field.negative-prompt', infotext: null },
  },
  checkpoint: {
    ...{ wire: null, sent: 'dealt', option: 'sd_model_checkpoint', costs: false, decidesWho: true },
    ...{ checked: 'checkpoint', flag: 'checkpoint', label: 'request.field.checkpoint', infotext: 'Model' },
  },
  vae: {
    ...{ wire: null, sent: 'dealt', option: 'sd_vae', costs: false, decidesWho: true, checked: 'vae' },
    ...{ flag: 'vae', label: 'request.field.vae', infotext: 'VAE' },
  },
  sampler: {
    ...{ wire: 'sampler_name', sent: 'dealt', option: null, costs: true, decidesWho: true },
    ...{ checked: 'sampling', flag: 'sampler', label: 'request.field.sampler', infotext: 'Sampler' },
  },
  scheduler: {
    ...{ wire: 'scheduler', sent: 'dealt', option: null, costs: true, decidesWho: true },
    ...{
      checked: 'sampling',
      flag: 'scheduler',
      label: 'request.field.scheduler',
      infotext: 'Schedule type',
    },
  },
  steps: {
    ...{ wire: 'steps', sent: 'as-is', option: null, costs: true, decidesWho: false, checked: null },
    ...{ flag: 'steps', label: 'request.field.steps', infotext: 'Steps' },
  },
  cfgScale: {
    ...{ wire: 'cfg_scale', sent: 'as-is', option: null, costs: false, decidesWho: false, checked: null },
    ...{ flag: 'cfg', label: 'request.field.cfg-scale', infotext: 'CFG scale' },
  },
  width: {
    ...{ wire: 'width', sent: 'as-is', option: null, costs: true, decidesWho: true, checked: 'size' },
    ...{ flag: 'size', label: 'request.field.width', infotext: 'Size' },
  },
  height: {
    ...{ wire: 'height', sent: 'as-is', option: null, costs: true, decidesWho: true, checked: 'size' },
    ...{ flag: 'size', label: 'request.field.height', infotext: 'Size' },
  },
  seed: {
    ...{ wire: 'seed', sent: 'dealt', option: null, costs: false, decidesWho: true, checked: null },
    ...{ flag: 'seed', label: 'request.field.seed', infotext: 'Seed' },
  },
  subseed: {
    ...{ wire: 'subseed', sent: 'dealt', option: null, costs: false, decidesWho: false, checked: null },
    ...{ flag: 'subseed', label: 'request.field.subseed', infotext: 'Variation seed' },
  },
  subseedStrength: {
    ...{ wire: 'subseed_strength', sent: 'as-is', option: null, costs: false, decidesWho: true },
    ...{ checked: null, flag: 'subseed-strength', label: 'request.field.subseed-strength' },
    infotext: 'Variation seed strength',
  },
  clipSkip: {
    ...{ wire: null, sent: 'dealt', option: 'CLIP_stop_at_last_layers', costs: false, decidesWho: false },
    ...{ checked: 'clip-skip', flag: 'clip-skip', label: 'request.field.clip-skip', infotext: 'Clip skip' },
  },
  hires: {
    ...{ wire: 'enable_hr', sent: 'dealt', option: null, costs: true, decidesWho: true, checked: 'size' },
    ...{ flag: null, label: null, infotext: null },
  },
  images: {
    ...{ ...NEVER_SENT, decidesWho: false, checked: null, flag: 'images', label: 'request.field.images' },
  },
  mode: { ...NEVER_SENT, decidesWho: false, checked: null, flag: 'mode', label: null },
  stepScaling: { ...NEVER_SENT, decidesWho: false, checked: null, flag: 'step-scaling', label: null },
  until: { ...NEVER_SENT, decidesWho: false, checked: null, flag: 'until', label: null },
  runOver: { ...NEVER_SENT, decidesWho: false, checked: null, flag: 'run-over', label: null },
  styles: {
    ...{ wire: 'styles', sent: 'dealt', option: null, costs: false, decidesWho: true, checked: null },
    ...{ flag: 'style', label: 'request.field.styles', infotext: null },
  },
  refiner: {
    ...{ wire: 'refiner_checkpoint', sent: 'dealt', option: null, costs: false, decidesWho: true },
    ...{ checked: 'refiner', flag: 'refiner', label: 'request.field.refiner', infotext: 'Refiner' },
  },
  restoreFaces: {
    ...{ wire: 'restore_faces', sent: 'dealt', option: null, costs: false, decidesWho: true },
    ...{ checked: null, flag: 'restore-faces', label: 'request.field.restore-faces' },
    infotext: 'Face restoration',
  },
  tiling: {
    ...{ wire: 'tiling', sent: 'dealt', option: null, costs: false, decidesWho: true, checked: null },
    ...{ flag: 'tiling', label: 'request.field.tiling', infotext: 'Tiling' },
  },
  saveOnWorker: {
    ...{ wire: 'save_images', sent: 'dealt', option: null, costs: false, decidesWho: false, checked: null },
    ...{ flag: 'save-on-worker', label: 'request.field.save-on-worker', infotext: null },
  },
  seedResize: {
    ...{ wire: 'seed_resize_from_w', sent: 'dealt', option: null, costs: false, decidesWho: true },
    ...{ checked: null, flag: 'seed-resize', label: 'request.field.seed-resize' },
    infotext: 'Seed resize from',
  },
  overrides: {
    ...{ wire: 'override_settings', sent: 'dealt', option: null, costs: false, decidesWho: true },
    ...{ checked: null, flag: 'override', label: 'request.field.overrides', infotext: null },
  },
  // Which scripts a server has decides who can.
  script: {
    ...{ wire: 'script_name', sent: 'dealt', option: null, costs: false, decidesWho: true, checked: null },
    ...{ flag: null, label: 'request.field.script', infotext: 'Script' },
  },
  inputs: {
    ...{ wire: 'init_images', sent: 'dealt', option: null, costs: false, decidesWho: false, checked: null },
    ...{ flag: 'init', label: 'request.field.inputs', infotext: null },
  },
  imageToImage: {
    ...{ wire: null, sent: 'by-name', option: null, costs: true, decidesWho: true, checked: 'size' },
    ...{ flag: null, label: 'request.field.image-to-image', infotext: null },
  },
  upscale: {
    ...{ wire: null, sent: 'by-name', option: null, costs: true, decidesWho: true, checked: 'size' },
    ...{ flag: null, label: 'request.field.upscale', infotext: null },
  },
  grid: { ...NEVER_SENT, decidesWho: false, checked: null, flag: 'grid', label: 'request.field.grid' },
  prompts: {
    ...NEVER_SENT,
    decidesWho: false,
    checked: null,
    flag: 'prompts',
    label: 'request.field.prompts',
  },
  variants: {
    ...NEVER_SENT,
    decidesWho: false,
    checked: null,
    flag: 'variants',
    label: 'request.field.variants',
  },
  extra: {
    ...{ wire: null, sent: 'by-name', option: null, costs: false, decidesWho: true, checked: null },
    ...{ flag: 'extra', label: 'request.field.extra', infotext: null },
  },
} as const satisfies Readonly<Record<keyof GenerationRequest, FieldSpec>>

/** The same of the second pass, as far as it differs between its fields. */
export const HIRES_FIELDS = {
  scale: { wire: 'hr_scale', label: 'request.field.hires-scale', infotext: 'Hires upscale' },
  upscaler: { wire: 'hr_upscaler', label: null, infotext: 'Hires upscaler' },
  steps: { wire: 'hr_second_pass_steps', label: 'request.field.hires-steps', infotext: 'Hires steps' },
  denoisingStrength: {
    wire: 'denoising_strength',
    label: 'request.field.denoising-strength',
    infotext: 'Denoising strength',
  },
  width: { wire: 'hr_resize_x', label: 'request.field.hires-width', infotext: null },
  height: { wire: 'hr_resize_y', label: 'request.field.hires-height', infotext: null },
  checkpoint: {
    wire: 'hr_checkpoint_name',
    label: 'request.field.hires-checkpoint',
    infotext: 'Hires checkpoint',
  },
  sampler: { wire: 'hr_sampler_name', label: 'request.field.hires-sampler', infotext: 'Hires sampler' },
  scheduler: {
    wire: 'hr_scheduler',
    label: 'request.field.hires-scheduler',
    infotext: 'Hires schedule type',
  },
  prompt: { wire: 'hr_prompt', label: 'request.field.hires-prompt', infotext: 'Hires prompt' },
  negativePrompt: {
    wire: 'hr_negative_prompt',
    label: 'request.field.hires-negative-prompt',
    infotext: 'Hires negative prompt',
  },
} as const satisfies Readonly<Record<keyof Hires, Pick<FieldSpec, 'wire' | 'label' | 'infotext'>>>

type Fields = typeof REQUEST_FIELDS

/** Names of the fields whose entry says so. */
export type FieldsWith<Property extends keyof FieldSpec, Value> = {
  [Name in keyof Fields]: Fields[Name][Property] extends Value ? Name : never
}[keyof Fields]

/** The fields with their entries, in the order of the table. */
export const requestFields = (): [keyof GenerationRequest, FieldSpec][] =>
  Object.entries(REQUEST_FIELDS) as [keyof GenerationRequest, FieldSpec][]
