import { detailerModelsIn } from '../../../shared/always-on.ts'
import { controlUnits } from '../../../shared/control-units.ts'
import { faceRestorerIn } from '../../../shared/face-restorer.ts'
import type { ImageToImage, Upscale } from '../../../shared/generation.ts'
import { controlModelOn } from '../../../shared/names/control-models.ts'
import { upscalerOn } from '../../../shared/names/on-server.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { isListed } from './listed.ts'

type Asked = Pick<GenerationParams, 'imageToImage' | 'restoreFaces' | 'overrides' | 'extra'>

/** What restores faces, by the field of a request that asks for it. */
export const RESTORERS = { gfpganVisibility: 'GFPGAN', codeformerVisibility: 'CodeFormer' } as const

/** Why a server cannot make pictures larger that way; null: it can. A list that it did not give excludes nobody. */
export function upscaleProblem(has: Capabilities, upscale: Upscale): Reason | null {
  if (has.upscales === false) return reason('planning.no-upscaling')
  const second = upscale.secondVisibility > 0 ? upscale.secondUpscaler : null
  // No upscaler at all is none that could be missing.
  for (const name of [upscale.upscaler, second])
    if (name !== null && !/^none$/i.test(name) && upscalerOn(has, name) === null)
      return reason('planning.upscaler-missing', { name })
  for (const [field, name] of Object.entries(RESTORERS))
    if (upscale[field as keyof typeof RESTORERS] > 0 && isListed(has.faceRestorers, name) === false)
      return reason('planning.face-restorer-missing', { name })
  return null
}

/** Why a server cannot make images from others, under the control of others or with restored faces; null: it can. */
export function madeFromProblem(has: Capabilities, asked: Asked): Reason | null {
  const { imageToImage, restoreFaces } = asked
  const from = imageToImage === null ? null : imageToImageProblem(has, imageToImage)
  if (from !== null) return from
  const faces = restoreFaces === true ? faceRestorerProblem(has, faceRestorerIn(asked.overrides)) : null
  if (faces !== null) return faces
  for (const { model, module } of controlUnits(asked.extra)) {
    const { controlModels = null, controlModules = null } = has
    if (model !== null && controlModels !== null && controlModelOn(controlModels, model) === null)
      return reason('planning.control-model-missing', { name: model })
    if (module !== null && isListed(controlModules, module) === false)
      return reason('planning.control-module-missing', { name: module })
  }
  for (const name of detailerModelsIn(asked.extra))
    if (isListed(has.detailerModels, name) === false)
      return reason('planning.detailer-model-missing', { name })
  return null
}

/** `name` null: any will do. One that a server does not have it takes another one for, without a word, and its case matters. */
function faceRestorerProblem({ faceRestorers = null }: Capabilities, name: string | null): Reason | null {
  if (faceRestorers?.length === 0) return reason('planning.no-face-restorer')
  if (name === null || faceRestorers === null || faceRestorers.includes(name)) return null
  return reason('planning.face-restorer-missing', { name })
}

function imageToImageProblem(has: Capabilities, { mask, onlyMasked }: ImageToImage): Reason | null {
  const { imageToImage = 'all' } = has
  if (imageToImage === 'none') return reason('planning.no-img2img')
  if (mask === null) return null
  if (imageToImage === 'no-masks') return reason('planning.no-masks')
  return onlyMasked && imageToImage === 'whole-masks' ? reason('planning.no-only-masked') : null
}
