import { type EndTime, endTimeText } from '../../../../shared/end-time.ts'
import { extraNames } from '../../../../shared/extra-fields.ts'
import type { JobView } from '../../../../shared/job.ts'
import { REQUEST_FIELDS } from '../../../../shared/request-fields.ts'
import { dateAndTime } from '../../../../shared/words/format-date.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Fact } from '../../../ui/FactRows.tsx'

type Asked = Pick<JobView, 'request' | 'seed' | 'subseed'>

/** What a job was asked for, in the order of the form; what was left as it was is left out. */
export function requestFacts({ request, seed, subseed }: Asked): Fact[] {
  const { checkpoint, vae, sampler, scheduler, hires } = request
  const extra = extraNames(request.extra)
  const facts: (Fact | null)[] = [
    {
      name: say('request.field.images'),
      value: imagesWords(request),
    },
    { name: say('request.field.size'), value: `${request.width} × ${request.height}` },
    checkpoint === null
      ? { name: say('request.field.checkpoint'), value: say('queue.asked.checkpoint-as-loaded') }
      : { name: say('request.field.checkpoint'), value: checkpoint, isData: true },
    vae === null ? null : { name: say('request.field.vae'), value: vae, isData: true },
    {
      name: say('request.field.sampler'),
      value: scheduler === 'Automatic' ? sampler : `${sampler} · ${scheduler}`,
      isData: true,
    },
    { name: say('queue.asked.steps-and-cfg'), value: `${request.steps} · ${request.cfgScale}` },
    { name: say('request.field.seed'), value: String(seed) },
    request.subseedStrength > 0
      ? {
          name: say('queue.asked.variation'),
          value: say('queue.asked.variation-of', {
            seed: String(subseed),
            strength: request.subseedStrength,
          }),
        }
      : null,
    request.clipSkip > 1 ? { name: say('request.field.clip-skip'), value: String(request.clipSkip) } : null,
    request.styles.length === 0
      ? null
      : { name: say('request.field.styles'), value: request.styles.join(', '), isData: true },
    request.refiner === null
      ? null
      : { name: say('request.field.refiner'), value: request.refiner.checkpoint, isData: true },
    ...(['restoreFaces', 'tiling', 'saveOnWorker'] as const).map((field) => switched(request, field)),
    hires === null ? null : { name: say('queue.asked.hires'), value: hiresWords(hires) },
    request.mode === 'until' && request.runOver
      ? { name: say('generate.run-over'), value: say('queue.asked.on') }
      : null,
    extra.length === 0 ? null : { name: say('request.field.extra'), value: extra.join(', '), isData: true },
    request.stepScaling ? { name: say('queue.asked.step-scaling'), value: say('queue.asked.on') } : null,
  ]
  return facts.filter((fact) => fact !== null)
}

/** What can be on, off, or as each machine is set. */
function switched(request: Asked['request'], field: 'restoreFaces' | 'tiling' | 'saveOnWorker'): Fact | null {
  const value = request[field]
  if (value === null) return null
  return {
    name: say(REQUEST_FIELDS[field].label),
    value: say(value ? 'queue.asked.on' : 'generate.off'),
  }
}

function imagesWords(request: Asked['request']): string {
  const { mode, images: count } = request
  if (mode === 'until' && request.until.by === 'never') return say('queue.asked.images-endless')
  return mode === 'until'
    ? say('queue.asked.images-until', { time: endWords(request.until) })
    : say(`queue.asked.images-${mode}`, { count })
}

/** The moment where it is fixed, else as it was typed. */
const endWords = (until: EndTime): string => (until.at === null ? endTimeText(until) : dateAndTime(until.at))

type HiresFix = NonNullable<JobView['request']['hires']>

/** "2× · Latent · 10 steps · denoising 0.5"; as many steps as the first pass are not told. */
function hiresWords({ scale, upscaler, steps, denoisingStrength: denoising }: HiresFix): string {
  return steps > 0
    ? say('queue.asked.hires-of-steps', { scale, upscaler, steps, denoising })
    : say('queue.asked.hires-of', { scale, upscaler, denoising })
}
