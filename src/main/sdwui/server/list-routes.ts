import { REALESRGAN_MODELS, scriptsOf } from '../protocol/a1111-lists.ts'
import type { Engine } from './engine.ts'
import { json } from './reply.ts'
import { apiRoute, type Route } from './route.ts'

/** Everything that lists what a server has. */
export function listRoutes({ facts, lists }: Engine): Route[] {
  const list = (name: string, value: () => unknown, gate: Route['gate'] = 'api'): Route =>
    apiRoute('GET', name, () => json(value()), gate)
  const { rows } = facts
  const scripts = () =>
    scriptsOf({ controlNet: lists.controlNet() !== null, adetailer: lists.detailerModels() !== null })
  const vaes = () => lists.vaes().map(({ name, path }) => ({ model_name: name, filename: path }))
  const scheduler = (label: string) =>
    rows.scheduler(
      label,
      facts.schedulers.find((row) => row.label === label),
    )
  return [
    list('sd-models', () => checkpoints({ facts, lists })),
    list('samplers', () =>
      lists.samplers().map((name) =>
        rows.sampler(
          name,
          facts.samplers.find((row) => row.name === name),
        ),
      ),
    ),
    list('schedulers', () =>
      (facts.schedulersAreSamplers ? lists.samplers() : lists.schedulers()).map(scheduler),
    ),
    list('upscalers', () =>
      lists.upscalers().map((name) => {
        const scale = facts.upscalers.find((row) => row.name === name)?.scale ?? 4
        const model = name === 'None' ? null : name
        return { name, model_name: model, model_path: null, model_url: null, scale }
      }),
    ),
    list('latent-upscale-modes', () => facts.latentModes.map((name) => ({ name }))),
    list('sd-vae', vaes),
    list('sd-modules', vaes),
    list(
      'loras',
      () => lists.loras().map(({ hash, ...file }) => rows.lora(file, hash)),
      facts.openLoras ? 'extension' : 'api',
    ),
    {
      method: 'GET',
      path: '/sd_extra_networks/metadata',
      gate: 'ui',
      handle: ({ query }) => {
        const found = lists
          .loras()
          .find(({ name }) => name === query.get('item') && query.get('page') === 'lora')
        // One that is not known has none: {}.
        return json(
          found === undefined ? {} : { metadata: JSON.stringify(inventedMetadata(found.name), null, 4) },
        )
      },
    },
    list('embeddings', () => rows.embeddings(lists.embeddings())),
    list('hypernetworks', () => []),
    list('face-restorers', () => [
      { name: 'CodeFormer', cmd_dir: '/srv/sdwui/models/Codeformer' },
      { name: 'GFPGAN', cmd_dir: null },
    ]),
    list('realesrgan-models', () => REALESRGAN_MODELS),
    list('prompt-styles', () =>
      lists.styles().map(({ name, prompt, negativePrompt }) => ({
        ...{ name, prompt, negative_prompt: negativePrompt },
      })),
    ),
    list('scripts', () => {
      const titles = (img2img: boolean) =>
        scripts()
          .filter((script) => img2img || !script.img2img)
          .map(({ name }) => name)
      return { txt2img: titles(false), img2img: titles(true) }
    }),
    list('script-info', () =>
      scripts().map(({ name, alwayson, img2img, args = [] }) => ({
        ...{ name, is_alwayson: alwayson, is_img2img: img2img },
        args: args.map((arg) => ({ ...NO_ARG, ...arg })),
      })),
    ),
    list('extensions', () => []),
    list('memory', () => lists.memory()),
    list('cmd-flags', () => lists.flags()),
  ]
}

const NO_ARG = { label: null, value: null, minimum: null, maximum: null, step: null, choices: null }

/** As kohya-ss/sd-scripts writes it. */
const inventedMetadata = (name: string) => ({
  ss_output_name: name,
  ss_base_model_version: 'sd_v1',
  ss_tag_frequency: { [`10_${name}`]: { [`${name} style`]: 40, painting: 25, 'no humans': 12, scenery: 31 } },
})

function checkpoints({ facts, lists }: Pick<Engine, 'facts' | 'lists'>): unknown {
  const { placeholderHash, rows } = facts
  // Such a server has one checkpoint, and tells its bare name.
  if (placeholderHash !== null)
    return lists
      .checkpoints()
      .slice(0, 1)
      .map(({ name, file }) => ({
        ...{ title: name, model_name: name, hash: placeholderHash, sha256: '8'.repeat(64) },
        ...{ filename: file, config: null },
      }))
  return lists.checkpoints().map(({ title, modelName, sha256, file }) => ({
    title,
    model_name: modelName,
    hash: sha256?.slice(0, 10) ?? null,
    sha256,
    filename: `/srv/sdwui/models/Stable-diffusion/${file}`,
    config: null,
    ...rows.checkpoint,
  }))
}
