import type { ImageFlag } from '../../../../shared/job.ts'

/** Why a picture is marked: short on the tile, in full where there is room. */
export const FLAG_WORDS: Readonly<Record<ImageFlag, { short: string; full: string }>> = {
  partial: { short: 'unfinished', full: 'The request was interrupted: this picture was not finished.' },
  'other-checkpoint': {
    short: 'other checkpoint',
    full: 'The machine used another checkpoint than asked. The picture is made again elsewhere.',
  },
  'other-sampler': {
    short: 'other sampler',
    full: 'The machine used another sampler or schedule than asked. The picture is made again elsewhere.',
  },
  'other-vae': {
    short: 'other VAE',
    full: 'The machine used another VAE than asked. The picture is made again elsewhere.',
  },
  'lora-missing': {
    short: 'LoRA missing',
    full: 'The machine did not have a LoRA that the prompt names.',
  },
  'size-differs': {
    short: 'other size',
    full: 'The machine made another size than asked. The picture is made again elsewhere.',
  },
}
