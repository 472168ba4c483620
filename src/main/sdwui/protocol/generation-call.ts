import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { kindOf, type RequestKind } from '../../../shared/generation.ts'
import type { ServerSettings } from '../../../shared/worker.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { requestBody } from './request-body.ts'
import { sdapi } from './routes-of-kinds.ts'
import { sdcppBody } from './sdcpp-body.ts'
import type { ServerFacts } from './server-facts.ts'
import { upscaleBody } from './upscale-body.ts'

/** A call that makes images. */
export interface GenerationCallToServer {
  readonly path: string
  readonly body: Record<string, unknown>
  /** where its answer has pictures: a list under `images`, or one under `image` */
  readonly answers: 'images' | 'image'
}

const PATHS: Readonly<Record<RequestKind, string>> = {
  txt2img: sdapi('txt2img'),
  img2img: sdapi('img2img'),
  upscale: sdapi('extra-single-image'),
}

/** What is known of the server that is called. */
export interface CalledServer {
  readonly facts: ServerFacts
  /** how its owner set it; null: not known */
  readonly own: ServerSettings | null
  /** see overridesOf */
  readonly left: ExtraFields
  /** as GET /loras has them, by name */
  readonly loraPaths: Readonly<Record<string, string>>
}

/** The call that makes the images of a batch, by what they are made from. */
export function generationCall(request: BatchRequest, server: CalledServer): GenerationCallToServer {
  const { upscale } = request.params
  const path = PATHS[kindOf(request.params)]
  if (upscale !== null) return { path, body: upscaleBody(request, upscale), answers: 'image' }
  const { facts, own, left, loraPaths } = server
  const body = requestBody(request, facts, own, left)
  return {
    path,
    body: facts.body === 'sdcpp' ? sdcppBody(body, request, loraPaths) : body,
    answers: 'images',
  }
}
