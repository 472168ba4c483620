import { inventedHash } from '../engine/model-shelf.ts'
import type { Sdwui } from '../engine/sdwui.ts'
import { KOBOLDCPP_SAMPLERS } from '../protocol/koboldcpp-order.ts'
import {
  LATENT_UPSCALE_MODES,
  REALESRGAN_MODELS,
  SAMPLERS,
  SCHEDULERS,
  SCRIPTS,
  UPSCALERS,
} from '../protocol/lists.ts'
import { sdcppLoraPath } from '../protocol/sdcpp-order.ts'
import { json } from './reply.ts'
import type { Route } from './routes.ts'

/** Everything that lists what a server has. */
export function listRoutes(sdwui: Sdwui): Route[] {
  const { options } = sdwui
  const list = (name: string, value: () => unknown, gate: Route['gate'] = 'api'): Route => ({
    method: 'GET',
    path: `/sdapi/v1/${name}`,
    gate,
    handle: () => json(value()),
  })
  return [
    list('sd-models', () => models(sdwui)),
    list('samplers', () => samplers(sdwui)),
    list('schedulers', () => schedulers(sdwui)),
    list('upscalers', () => (options.kind === 'koboldcpp' ? [] : upscalers(options.upscalers))),
    list('latent-upscale-modes', () =>
      options.kind === 'koboldcpp' ? [] : LATENT_UPSCALE_MODES.map((name) => ({ name })),
    ),
    list('sd-vae', () => vaes(options.vaes)),
    list('sd-modules', () => vaes(options.vaes)),
    // The Lora extension's own route: there without --api, and open without a password.
    list(
      'loras',
      () => loras(sdwui),
      options.kind === 'sdnext' || options.kind === 'sdcpp' ? 'api' : 'extension',
    ),
    list('embeddings', () => embeddings(sdwui)),
    list('hypernetworks', () => []),
    list('face-restorers', () => [
      { name: 'CodeFormer', cmd_dir: '/srv/sdwui/models/Codeformer' },
      { name: 'GFPGAN', cmd_dir: null },
    ]),
    list('realesrgan-models', () => REALESRGAN_MODELS),
    list('prompt-styles', () =>
      options.styles.map(({ name, prompt, negativePrompt }) => ({
        ...{ name, prompt, negative_prompt: negativePrompt },
      })),
    ),
    list('scripts', () => {
      const titles = (img2img: boolean) =>
        SCRIPTS.filter((script) => img2img || !script.img2img).map(({ name }) => name)
      return { txt2img: titles(false), img2img: titles(true) }
    }),
    list('script-info', () =>
      SCRIPTS.map(({ name, alwayson, img2img, args = [] }) => ({
        ...{ name, is_alwayson: alwayson, is_img2img: img2img },
        args: args.map((arg) => ({ ...NO_ARG, ...arg })),
      })),
    ),
    list('extensions', () => []),
    list('memory', () => sdwui.memory.report()),
    list('cmd-flags', () => ({
      ...{ listen: options.listen, port: options.port || null, api: options.api, nowebui: !options.panel },
      api_auth: options.auth === null ? null : `${options.auth.user}:${options.auth.password}`,
      api_server_stop: options.serverControl !== 'none',
      ...{ medvram: false, lowvram: false, subpath: options.subPath || null, gradio_auth: null },
    })),
  ]
}

const NO_ARG = { label: null, value: null, minimum: null, maximum: null, step: null, choices: null }

function models(sdwui: Sdwui): unknown {
  const { shelf, dialect, options } = sdwui
  if (dialect.placeholderHash !== null)
    return shelf
      .all()
      .slice(0, 1)
      .map(({ name, file }) => ({
        ...{
          title: name,
          model_name: name,
          hash: dialect.placeholderHash,
          sha256: '8'.repeat(64),
          filename: file,
          config: null,
        },
      }))
  return shelf.all().map((checkpoint) => {
    const { file, modelName, sha256 } = checkpoint
    const known = shelf.isHashed(checkpoint)
    return {
      title: shelf.title(checkpoint),
      model_name: modelName,
      hash: known ? sha256.slice(0, 10) : null,
      sha256: known ? sha256 : null,
      filename: `/srv/sdwui/models/Stable-diffusion/${file}`,
      config: null,
      ...(options.kind === 'sdnext' ? { type: 'safetensors' } : {}),
    }
  })
}

function samplers(sdwui: Sdwui): unknown {
  const { kind, samplers: names } = sdwui.options
  if (kind === 'sdcpp') return names.map((name) => ({ name, aliases: [name], options: {} }))
  return names.map((name) => {
    const row = (kind === 'koboldcpp' ? KOBOLDCPP_SAMPLERS : SAMPLERS).find(
      (sampler) => sampler.name === name,
    )
    const options = row?.options ?? {}
    return kind === 'sdnext' ? { name, options } : { name, aliases: row?.aliases ?? [], options }
  })
}

function schedulers(sdwui: Sdwui): unknown {
  const { kind, schedulers: labels } = sdwui.options
  // SD.Next answers its samplers again.
  if (kind === 'sdnext') return sdwui.options.samplers.map((name) => ({ name, cls: name, options: {} }))
  if (kind === 'sdcpp') return labels.map((name) => ({ name, label: name }))
  return labels.map(
    (label) =>
      SCHEDULERS.find((row) => row.label === label) ?? {
        ...{ name: label.toLowerCase(), label, aliases: null, default_rho: -1, need_inner_model: false },
      },
  )
}

const upscalers = (names: readonly string[]) =>
  names.map((name) => {
    const scale = UPSCALERS.find((row) => row.name === name)?.scale ?? 4
    return { name, model_name: name === 'None' ? null : name, model_path: null, model_url: null, scale }
  })

const vaes = (names: readonly string[]) =>
  names.map((name) => ({ model_name: name, filename: `/srv/sdwui/models/VAE/${name}` }))

function loras(sdwui: Sdwui): unknown {
  return sdwui.options.loras.map((name) => {
    const path = `/srv/sdwui/models/Lora/${name}.safetensors`
    if (sdwui.options.kind === 'sdcpp') return { name, path: sdcppLoraPath(name) }
    return {
      name,
      alias: name,
      path,
      metadata: { ss_output_name: name, sshs_model_hash: inventedHash(`lora/${name}`) },
    }
  })
}

function embeddings(sdwui: Sdwui): unknown {
  const names = sdwui.options.embeddings
  if (sdwui.options.kind === 'sdnext') return { loaded: names, skipped: [] }
  const entry = { step: null, sd_checkpoint: null, sd_checkpoint_name: null, shape: 768, vectors: 8 }
  return { loaded: Object.fromEntries(names.map((name) => [name, entry])), skipped: {} }
}
