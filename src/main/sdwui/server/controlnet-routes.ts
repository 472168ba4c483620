import { httpError } from '../protocol/server-error.ts'
import { decodedPicture } from './decoded-picture.ts'
import type { Engine } from './engine.ts'
import { json } from './reply.ts'
import type { Route } from './route.ts'
import { readJsonObject } from './validate-body.ts'

/** Routes of ControlNet, where a server has it: an extension's own, there without the API. */
export function controlNetRoutes(engine: Engine): Route[] {
  const lists = engine.lists.controlNet()
  if (lists === null) return []
  const { models, modules, sliders = {} } = lists
  const details = modules.map((module) => [module, { model_free: false, sliders: sliders[module] ?? [] }])
  const list = (name: string, value: unknown): Route => ({
    ...{ method: 'GET', path: `/controlnet/${name}`, gate: 'extension', handle: () => json(value) },
  })
  return [
    list('version', { version: 2 }),
    list('model_list', { model_list: models }),
    list('module_list', { module_list: modules, module_detail: Object.fromEntries(details) }),
    list('settings', { control_net_unit_count: 3 }),
    {
      ...{ method: 'POST', path: '/controlnet/detect', gate: 'extension' },
      handle: async ({ body }) => {
        const fields = readJsonObject(body)
        const { controlnet_module = 'none', controlnet_input_images: given = [] } = fields
        const module = String(controlnet_module).toLowerCase()
        if (!modules.some((known) => known.toLowerCase() === module))
          throw httpError(422, 'Module not available')
        if (!Array.isArray(given) || given.length === 0) throw httpError(422, 'No image selected')
        const numbers = {
          thresholdA: threshold(fields.controlnet_threshold_a),
          thresholdB: threshold(fields.controlnet_threshold_b),
        }
        const images = await Promise.all(
          given.map(async (image) =>
            (await engine.detect(await decodedPicture(image), module, numbers)).toString('base64'),
          ),
        )
        return json({ info: 'Success', images })
      },
    },
  ]
}

/** Below 0 stands for the preprocessor's own. */
const threshold = (value: unknown): number | null => (typeof value === 'number' && value >= 0 ? value : null)
