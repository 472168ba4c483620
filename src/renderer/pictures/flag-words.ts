import type { ImageFlag } from '../../shared/job.ts'

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
  'other-clip-skip': {
    short: 'other clip skip',
    full: 'The machine used another clip skip than asked. The picture is made again elsewhere.',
  },
  'lora-missing': {
    short: 'LoRA missing',
    full: 'The machine did not have a LoRA that the prompt names.',
  },
  'size-differs': {
    short: 'other size',
    full: 'The machine made another size than asked. The picture is made again elsewhere.',
  },
  'one-colour': {
    short: 'one colour',
    full: 'The whole picture is one colour, as when half precision fails. It is made again elsewhere once. On that machine --no-half-vae or another VAE helps.',
  },
  'one-colour-kept': {
    short: 'one colour',
    full: 'The whole picture is one colour. Another machine made it so too, or there was none to try. If the prompt does not ask for it, --no-half-vae or another VAE helps.',
  },
  'seed-not-confirmed': {
    short: 'seed not confirmed',
    full: 'The machine labelled the pictures of this request with seeds that contradict each other, so this one is taken by its place in the answer.',
  },
  'schedule-not-confirmed': {
    short: 'schedule not confirmed',
    full: 'The answer does not say which schedule the machine used.',
  },
}
