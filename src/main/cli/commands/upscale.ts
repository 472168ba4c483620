import { resolve } from 'node:path'
import { DEFAULT_REQUEST, type GenerationRequest, type Upscale } from '../../../shared/generation.ts'
import type { Priority } from '../../../shared/priority.ts'
import type { CommandContext } from '../command-context.ts'
import { collectNotes } from '../console/collect-notes.ts'
import { checkedRequest } from '../job/checked-request.ts'
import { namedFiles } from '../job/named-files.ts'
import { runJob } from '../job/run-job.ts'
import { showPlan } from '../job/show-plan.ts'
import { addedPictures } from '../job/with-inputs.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { StoringOptions } from '../options/storing-options.ts'
import { openCliApp } from '../session/open-app.ts'

export interface UpscaleOptions extends FleetOptions, StoringOptions {
  upscaler: string
  scale: number
  size?: { width: number; height: number }
  crop?: boolean
  secondUpscaler?: string
  secondVisibility: number
  gfpgan: number
  codeformer: number
  codeformerWeight: number
  upscaleFirst?: boolean
  plan?: boolean
  priority: Priority
}

/** Makes pictures larger, or shows how they would be divided. As `generate` otherwise. */
export async function upscale(
  names: readonly string[],
  options: UpscaleOptions,
  context: CommandContext,
): Promise<void> {
  const files = await namedFiles(names)
  const outputFolder = options.plan || options.out === undefined ? null : resolve(options.out)
  await using session = await openCliApp(options, context, options.plan ? {} : { outputFolder })
  const [tell, notes, progress] = collectNotes(context.io)
  const { pictures, unusable } = await addedPictures(files, { inputs: session.app.inputs, tell, progress })
  const request = checkedRequest({ ...requestOf(options), inputs: pictures })
  const given = { notes, unusable, notUsed: [] }
  const json = options.json === true
  if (options.plan) await showPlan(session, context, { request, json, given })
  else {
    const { priority, patience } = options
    await runJob(session, context, { request, priority, patience, json, given })
  }
}

function requestOf(options: UpscaleOptions): GenerationRequest {
  const { size, secondUpscaler = null } = options
  const how: Upscale = {
    ...{ upscaler: options.upscaler, scale: options.scale, crop: options.crop === true },
    ...{ width: size?.width ?? null, height: size?.height ?? null, secondUpscaler },
    secondVisibility: secondUpscaler === null ? 0 : options.secondVisibility,
    ...{ gfpganVisibility: options.gfpgan, codeformerVisibility: options.codeformer },
    ...{ codeformerWeight: options.codeformerWeight, upscaleFirst: options.upscaleFirst === true },
  }
  return { ...DEFAULT_REQUEST, images: 1, upscale: how }
}
