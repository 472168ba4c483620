import { MaskContent, ResizeMode } from '../../../shared/generation.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { splitSampler } from '../../../shared/names/sampling.ts'
import { requestOfInfotext } from '../../../shared/request-of-infotext.ts'

/** What a body asks for, as fields of a request that nobody has checked yet. */
export interface BodyRequest {
  readonly fields: Readonly<Record<string, unknown>>
  /** pictures as they stand in it; null: images are not made from others */
  readonly pictures: { readonly init: readonly unknown[]; readonly mask: unknown } | null
  /** names of its fields that mean nothing here: who sends what is decided by dealing */
  readonly left: readonly string[]
}

/** Fields that dealing decides, or that are of no use from outside (sdapi.md 2.1). */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['send_images', 'do_not_save_samples', 'do_not_save_grid', 'force_task_id'],
  ...['override_settings_restore_afterwards', 'comments', 'firstpass_image', 'latent_mask'],
  ...['include_init_images'],
])
/** An answer is encoded before its options could have an effect. */
const OPTIONS_PASSED_OVER: ReadonlySet<string> = new Set(['samples_format'])

/**
 * A txt2img or img2img body as fields of a request. What it does not say is as AUTOMATIC1111's API has it, not as the form (50 steps,
 * Euler); null counts as not said. A field it does not know goes into `extra`, to be sent as it is. The values are not checked: that is
 * the schema's affair.
 */
export function requestOfBody(body: Readonly<Record<string, unknown>>): BodyRequest {
  const { infotext, ...given } = body
  const read = new Body({ ...(typeof infotext === 'string' ? bodyOfInfotext(infotext) : {}), ...given })
  const isFromPictures = read.has('init_images')
  const init = isFromPictures ? list(read.take('init_images', [])) : []
  const fields = {
    prompt: read.take('prompt', ''),
    negativePrompt: read.take('negative_prompt', ''),
    styles: read.take('styles', []),
    seed: read.take('seed', -1),
    subseed: read.take('subseed', -1),
    subseedStrength: read.take('subseed_strength', 0),
    ...sampling(read),
    steps: read.take('steps', 50),
    cfgScale: read.take('cfg_scale', 7),
    ...hiresOf(read, isFromPictures),
    images: imagesOf(read.take('batch_size', 1), read.take('n_iter', 1), init.length),
    seedResize: seedResizeOf(read),
    restoreFaces: read.take('restore_faces', null),
    tiling: read.take('tiling', null),
    saveOnWorker: read.take('save_images', null),
    refiner: refinerOf(read),
    script: scriptOf(read),
    ...optionsOf(read),
    imageToImage: isFromPictures ? imageToImageOf(read) : null,
  }
  const pictures = isFromPictures ? { init, mask: read.take('mask', null) } : null
  const { extra, left } = read.rest()
  return { fields: { ...fields, extra }, pictures, left }
}

/** A body whose fields are taken out one by one. */
class Body {
  readonly #fields: Map<string, unknown>
  readonly #left: string[] = []

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = new Map(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
    )
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  take(name: string, otherwise: unknown): unknown {
    const value = this.#fields.has(name) ? asServersRead(this.#fields.get(name), otherwise) : otherwise
    this.#fields.delete(name)
    return value
  }

  /** Takes fields that have no effect as the others stand. */
  leave(...names: string[]): void {
    for (const name of names) {
      if (!this.#fields.has(name)) continue
      this.#left.push(name)
      this.#fields.delete(name)
    }
  }

  note(name: string): void {
    this.#left.push(name)
  }

  rest(): { extra: Record<string, unknown>; left: string[] } {
    this.leave(...PASSED_OVER)
    return { extra: Object.fromEntries(this.#fields), left: this.#left }
  }
}

/** Numbers and switches may be written as texts: servers read them so (sdapi.md 4.2). What is none stays, and is refused by its name. */
function asServersRead(value: unknown, otherwise: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (typeof otherwise === 'number') return /^-?\d{1,15}(\.\d{1,20})?$/.test(text) ? Number(text) : value
  if (otherwise !== null && typeof otherwise !== 'boolean') return value
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return value
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** How many are made of each picture, or in all where there is none or one: several pictures take the place of a batch (sdapi.md 2.1). */
function imagesOf(batchSize: unknown, iterations: unknown, pictures: number): unknown {
  if (pictures > 1) return iterations
  return typeof batchSize === 'number' && typeof iterations === 'number' ? batchSize * iterations : batchSize
}

/** A field `infotext` fills what was not sent. */
function bodyOfInfotext(text: string): Record<string, unknown> {
  const { fields } = requestOfInfotext(text)
  const { hires, refiner, seedResize, checkpoint, vae, clipSkip, overrides } = fields
  const options = {
    ...(checkpoint === undefined ? {} : { sd_model_checkpoint: checkpoint }),
    ...(vae === undefined ? {} : { sd_vae: vae }),
    ...(clipSkip === undefined ? {} : { CLIP_stop_at_last_layers: clipSkip }),
    ...overrides,
  }
  return {
    ...{ prompt: fields.prompt, negative_prompt: fields.negativePrompt, steps: fields.steps },
    ...{ cfg_scale: fields.cfgScale, seed: fields.seed, subseed: fields.subseed, width: fields.width },
    ...{ height: fields.height, subseed_strength: fields.subseedStrength, sampler_name: fields.sampler },
    ...{ scheduler: fields.scheduler, restore_faces: fields.restoreFaces, tiling: fields.tiling },
    ...(refiner ? { refiner_checkpoint: refiner.checkpoint, refiner_switch_at: refiner.switchAt } : {}),
    ...(seedResize ? { seed_resize_from_w: seedResize.width, seed_resize_from_h: seedResize.height } : {}),
    ...(hires
      ? {
          ...{ enable_hr: true, hr_scale: hires.scale, hr_upscaler: hires.upscaler },
          ...{ hr_second_pass_steps: hires.steps, denoising_strength: hires.denoisingStrength },
          ...{ hr_resize_x: hires.width, hr_resize_y: hires.height, hr_checkpoint_name: hires.checkpoint },
          ...{ hr_sampler_name: hires.sampler, hr_scheduler: hires.scheduler, hr_prompt: hires.prompt },
          hr_negative_prompt: hires.negativePrompt,
        }
      : {}),
    ...(Object.keys(options).length === 0 ? {} : { override_settings: options }),
  }
}

/** sampler_index counts where there is no sampler_name; a schedule at the end of the name goes before the field (sdapi.md 2.2). */
function sampling(read: Body): Record<string, unknown> {
  const index = read.take('sampler_index', 'Euler')
  const sampler = read.take('sampler_name', '') || index
  const scheduler = read.take('scheduler', 'Automatic')
  const split = typeof sampler === 'string' ? splitSampler(sampler) : null
  return split === null ? { sampler, scheduler } : { sampler: split.sampler, scheduler: split.schedule }
}

const HIRES = [
  ...['hr_scale', 'hr_upscaler', 'hr_second_pass_steps', 'hr_resize_x', 'hr_resize_y'],
  ...['hr_checkpoint_name', 'hr_sampler_name', 'hr_scheduler', 'hr_prompt', 'hr_negative_prompt'],
  ...['firstphase_width', 'firstphase_height'],
]

/** Size and second pass; a body with `firstphase_*` tells the size of the first one there and that of the picture in width and height. */
function hiresOf(read: Body, isFromPictures: boolean): Record<string, unknown> {
  const size = { width: read.take('width', 512), height: read.take('height', 512) }
  const isOn = read.take('enable_hr', false) === true && !isFromPictures
  if (!isOn) {
    read.leave(...HIRES, ...(isFromPictures ? [] : ['denoising_strength']))
    return { ...size, hires: null }
  }
  const first = { width: read.take('firstphase_width', 0), height: read.take('firstphase_height', 0) }
  const isLegacy = first.width !== 0 || first.height !== 0
  const [x, y] = [read.take('hr_resize_x', 0), read.take('hr_resize_y', 0)]
  const own = (name: string, field: string) => (read.has(name) ? { [field]: read.take(name, null) } : {})
  const hires = {
    scale: read.take('hr_scale', 2),
    upscaler: read.take('hr_upscaler', 'Latent'),
    steps: read.take('hr_second_pass_steps', 0),
    denoisingStrength: read.take('denoising_strength', 0.75),
    ...(isLegacy ? size : x === 0 && y === 0 ? {} : { width: x, height: y }),
    ...own('hr_checkpoint_name', 'checkpoint'),
    ...own('hr_sampler_name', 'sampler'),
    ...own('hr_scheduler', 'scheduler'),
    ...own('hr_prompt', 'prompt'),
    ...own('hr_negative_prompt', 'negativePrompt'),
  }
  const sizes = isLegacy ? { width: first.width || size.width, height: first.height || size.height } : size
  return { ...sizes, hires: withoutSame(hires) }
}

/** What the page of AUTOMATIC1111 calls the same as in the first pass. */
const withoutSame = (hires: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(hires).filter(
      ([, value]) => typeof value !== 'string' || !/^(use same \w+)?$/i.test(value),
    ),
  )

function seedResizeOf(read: Body): unknown {
  const [width, height] = [read.take('seed_resize_from_w', -1), read.take('seed_resize_from_h', -1)]
  const isOff = (side: unknown) => typeof side === 'number' && side <= 0
  return isOff(width) || isOff(height) ? null : { width, height }
}

function refinerOf(read: Body): unknown {
  const checkpoint = read.take('refiner_checkpoint', '')
  const switchAt = read.take('refiner_switch_at', 0)
  return typeof checkpoint === 'string' && /^(none)?$/i.test(checkpoint) ? null : { checkpoint, switchAt }
}

function scriptOf(read: Body): unknown {
  const title = read.take('script_name', '')
  const args = read.take('script_args', [])
  return title === '' ? null : { title, args }
}

/** Options that the request has fields for, and the others. */
function optionsOf(read: Body): Record<string, unknown> {
  const given = read.take('override_settings', {})
  if (!isRecord(given)) return { overrides: given }
  const { sd_model_checkpoint, sd_vae, CLIP_stop_at_last_layers: layers, ...others } = given
  const overrides = Object.entries(others).filter(([key]) => {
    if (OPTIONS_PASSED_OVER.has(key)) read.note(`override_settings.${key}`)
    return !OPTIONS_PASSED_OVER.has(key)
  })
  return {
    checkpoint: sd_model_checkpoint ?? null,
    vae: sd_vae ?? null,
    clipSkip: layers ?? 1,
    overrides: Object.fromEntries(overrides),
  }
}

function imageToImageOf(read: Body): Record<string, unknown> {
  const blur = read.take('mask_blur_x', 4)
  read.leave('mask_blur_y')
  const named = (names: readonly string[], name: string) => {
    const value = read.take(name, 0)
    return typeof value === 'number' ? (names[value] ?? value) : value
  }
  return {
    denoisingStrength: read.take('denoising_strength', 0.75),
    resizeMode: named(ResizeMode.options, 'resize_mode'),
    ownSize: false,
    mask: null,
    maskBlur: read.take('mask_blur', blur),
    softMask: read.take('mask_round', true) === false,
    maskContent: named(MaskContent.options, 'inpainting_fill'),
    invertMask: read.take('inpainting_mask_invert', 0) === 1,
    onlyMasked: read.take('inpaint_full_res', true) === true,
    padding: read.take('inpaint_full_res_padding', 0),
  }
}
