import { extraScripts } from '../../../shared/extra-fields.ts'
import { kindOf } from '../../../shared/generation.ts'
import { samplingOn } from '../../../shared/names/on-server.ts'
import { samplingOf } from '../../../shared/names/sampling.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities, LackedPart } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { checkpointProblem } from '../names/on-worker.ts'
import { scriptProblem } from './script-problem.ts'

type Asked = Pick<
  GenerationParams,
  | ('sampler' | 'scheduler' | 'hires' | 'refiner' | 'restoreFaces' | 'tiling' | 'seedResize')
  | ('overrides' | 'script' | 'extra' | 'imageToImage' | 'upscale')
>

/** Why a server cannot be asked for what a request has beside its usual fields; null: it can, as far as its lists tell. */
export function fieldProblem(has: Capabilities, asked: Asked): Reason | null {
  // Pictures are made larger without any of it.
  if (kindOf(asked) === 'upscale') return null
  return (
    lackedPart(has, asked) ??
    checkpointsBeside(has, asked) ??
    secondSampling(has, asked) ??
    optionProblem(has, asked) ??
    (asked.script === null ? null : scriptProblem(has, asked.script, kindOf(asked)))
  )
}

const given = (text: string | null | undefined): boolean => text != null && text !== ''

/** Whether a request asks for that part. */
const ASKS: Readonly<Record<LackedPart, (asked: Asked) => boolean>> = {
  refiner: ({ refiner }) => refiner !== null,
  // What is switched off it does not do anyway.
  faces: ({ restoreFaces }) => restoreFaces === true,
  tiling: ({ tiling }) => tiling === true,
  'seed-resize': ({ seedResize }) => seedResize !== null,
  overrides: ({ overrides }) => Object.keys(overrides).length > 0,
  scripts: ({ script, extra }) => script !== null || extraScripts(extra).length > 0,
  'hires-size': ({ hires }) => (hires?.width ?? 0) > 0 || (hires?.height ?? 0) > 0,
  'hires-checkpoint': ({ hires }) => given(hires?.checkpoint),
  'hires-sampler': ({ hires }) => given(hires?.sampler),
  'hires-schedule': ({ hires }) => given(hires?.scheduler),
  'hires-prompts': ({ hires }) => given(hires?.prompt) || given(hires?.negativePrompt),
}

const LACKS: Readonly<Record<LackedPart, Reason>> = {
  refiner: reason('planning.lacks-refiner'),
  faces: reason('planning.lacks-faces'),
  tiling: reason('planning.lacks-tiling'),
  'seed-resize': reason('planning.lacks-seed-resize'),
  overrides: reason('planning.lacks-overrides'),
  scripts: reason('planning.lacks-scripts'),
  'hires-size': reason('planning.lacks-hires-size'),
  'hires-checkpoint': reason('planning.lacks-hires-checkpoint'),
  'hires-sampler': reason('planning.lacks-hires-sampler'),
  'hires-schedule': reason('planning.lacks-hires-schedule'),
  'hires-prompts': reason('planning.lacks-hires-prompts'),
}

function lackedPart({ lacks = [] }: Capabilities, asked: Asked): Reason | null {
  const part = lacks.find((each) => ASKS[each](asked))
  return part === undefined ? null : LACKS[part]
}

/** A missing one ends a request with an error, where the main one is passed over without a word (sdapi.md 4.1). */
function checkpointsBeside(has: Capabilities, { refiner, hires }: Asked): Reason | null {
  for (const wanted of [refiner?.checkpoint, hires?.checkpoint]) {
    const problem = wanted == null ? null : checkpointProblem(has, wanted)
    if (problem !== null) return problem
  }
  return null
}

function secondSampling(has: Capabilities, { hires, ...first }: Asked): Reason | null {
  if (hires === null || (hires.sampler == null && hires.scheduler == null)) return null
  return samplingProblem(has, hires.sampler ?? first.sampler, hires.scheduler ?? first.scheduler)
}

/** Why a server cannot sample that way; null: it can. */
export function samplingProblem(has: Capabilities, sampler: string, scheduler: string): Reason | null {
  const sampling = samplingOn(has, sampler, scheduler)
  if (!('lacks' in sampling)) return null
  return sampling.lacks === 'sampler'
    ? reason('planning.sampler-missing', { name: sampler })
    : reason('planning.schedule-missing', { name: samplingOf(sampler, scheduler).schedule })
}

/** An unknown key ends a request with an error (sdapi.md 2.4). */
function optionProblem({ optionKeys = null }: Capabilities, { overrides }: Asked): Reason | null {
  const missing =
    optionKeys === null ? undefined : Object.keys(overrides).find((key) => !optionKeys.includes(key))
  return missing === undefined ? null : reason('planning.option-missing', { name: missing })
}
