import type { JobView } from '../../../../shared/job.ts'

export interface Fact {
  readonly name: string
  readonly value: string
}

/** What a job was asked for, in the order of the form; what was left as it was is left out. */
export function requestFacts({
  request,
  seed,
  subseed,
}: Pick<JobView, 'request' | 'seed' | 'subseed'>): Fact[] {
  const { hires } = request
  const facts: (Fact | null)[] = [
    { name: 'Images', value: `${request.images} · ${request.mode === 'exact' ? 'exactly' : 'with bonus'}` },
    { name: 'Size', value: `${request.width} × ${request.height}` },
    { name: 'Checkpoint', value: request.checkpoint ?? 'as each machine has loaded' },
    request.vae === null ? null : { name: 'VAE', value: request.vae },
    {
      name: 'Sampler',
      value:
        request.scheduler === 'Automatic' ? request.sampler : `${request.sampler} · ${request.scheduler}`,
    },
    { name: 'Steps · CFG', value: `${request.steps} · ${request.cfgScale}` },
    { name: 'Seed', value: String(seed) },
    request.subseedStrength > 0
      ? { name: 'Variation', value: `${subseed} · strength ${request.subseedStrength}` }
      : null,
    request.clipSkip > 1 ? { name: 'Clip skip', value: String(request.clipSkip) } : null,
    hires === null
      ? null
      : {
          name: 'Hires fix',
          value: [
            `${hires.scale} ×`,
            hires.upscaler,
            hires.steps > 0 ? `${hires.steps} steps` : null,
            `denoising ${hires.denoisingStrength}`,
          ]
            .filter(Boolean)
            .join(' · '),
        },
    request.stepScaling ? { name: 'Step scaling', value: 'on' } : null,
  ]
  return facts.filter((fact) => fact !== null)
}
