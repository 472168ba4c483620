import { detailerModelsIn } from '../../../shared/always-on.ts'
import { controlUnits } from '../../../shared/control-units.ts'
import { faceRestorerIn } from '../../../shared/face-restorer.ts'
import type { Upscale } from '../../../shared/generation.ts'
import { controlListOf, controlModelOn } from '../../../shared/names/control-models.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { isListed } from './listed.ts'
import { madeFromProblem, RESTORERS, upscaleProblem } from './made-from-problem.ts'
import type { Named } from './named.ts'

/** What a request that makes pictures larger names. */
export function namedByUpscale(upscale: Upscale): Named[] {
  const second = upscale.secondVisibility > 0 ? upscale.secondUpscaler : null
  const upscalers = [upscale.upscaler, ...(second === null ? [] : [second])]
  const alone = { ...upscale, secondUpscaler: null, gfpganVisibility: 0, codeformerVisibility: 0 }
  return [
    ...upscalers.map(
      (name): Named => ({
        field: 'upscaler',
        name,
        thing: reason('planning.thing.upscaler', { name }),
        isOn: (server) =>
          server.upscalers === null && server.upscales !== false
            ? null
            : upscaleProblem(server, { ...alone, upscaler: name }) === null,
        names: ({ upscalers: listed }) => listed,
      }),
    ),
    ...Object.entries(RESTORERS)
      .filter(([field]) => upscale[field as keyof typeof RESTORERS] > 0)
      .map(([, name]) => restorer(name)),
  ]
}

/** What a request names for making images from others, under the control of others, or with restored faces. */
export function namedByOthers({ imageToImage, restoreFaces, overrides, extra }: GenerationParams): Named[] {
  const units = controlUnits(extra)
  const once = (names: readonly (string | null)[]) => [...new Set(names.filter((name) => name !== null))]
  return [
    ...(imageToImage === null ? [] : [fromOthers(imageToImage)]),
    ...(restoreFaces === true ? [restorer(faceRestorerIn(overrides) ?? '')] : []),
    ...once(units.map(({ model }) => model)).map(
      (name): Named => ({
        field: 'control-model',
        name,
        thing: reason('planning.thing.control-model', { name }),
        isOn: (has) => {
          const models = controlListOf(has, 'controlModels')
          return models === null ? null : controlModelOn(models, name) !== null
        },
        names: (has) => controlListOf(has, 'controlModels'),
      }),
    ),
    ...once(units.map(({ module }) => module)).map(
      (name): Named => ({
        field: 'control-module',
        name,
        thing: reason('planning.thing.control-module', { name }),
        isOn: (has) => isListed(controlListOf(has, 'controlModules'), name),
        names: (has) => controlListOf(has, 'controlModules'),
      }),
    ),
    ...detailerModelsIn(extra).map(
      (name): Named => ({
        field: 'detailer-model',
        name,
        thing: reason('planning.thing.detailer-model', { name }),
        isOn: ({ detailerModels = null }) => isListed(detailerModels, name),
        names: ({ detailerModels = null }) => detailerModels,
      }),
    ),
  ]
}

/** `name` '': any will do. */
const restorer = (name: string): Named => ({
  field: 'faces',
  name,
  thing:
    name === ''
      ? reason('planning.thing.any-face-restorer')
      : reason('planning.thing.face-restorer', { name }),
  isOn: ({ faceRestorers = null }) =>
    name === '' && faceRestorers !== null ? faceRestorers.length > 0 : isListed(faceRestorers, name),
  names: ({ faceRestorers = null }) => faceRestorers,
})

function fromOthers(imageToImage: NonNullable<GenerationParams['imageToImage']>): Named {
  const { mask, onlyMasked } = imageToImage
  const thing =
    mask === null
      ? reason('planning.thing.img2img')
      : onlyMasked
        ? reason('planning.thing.only-masked')
        : reason('planning.thing.mask')
  return {
    ...{ field: 'inputs', name: '', thing },
    isOn: (server: Capabilities) =>
      madeFromProblem(server, { imageToImage, restoreFaces: null, overrides: {}, extra: {} }) === null,
    names: () => null,
  }
}
