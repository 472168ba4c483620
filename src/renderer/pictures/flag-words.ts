import type { ImageFlag } from '../../shared/job.ts'
import { type MessageKey, reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { say } from '../../shared/words/say.ts'

const SHORT = {
  partial: 'pictures.flag.partial',
  'other-checkpoint': 'pictures.flag.other-checkpoint',
  'other-sampler': 'pictures.flag.other-sampler',
  'other-vae': 'pictures.flag.other-vae',
  'other-clip-skip': 'pictures.flag.other-clip-skip',
  'lora-missing': 'pictures.flag.lora-missing',
  'size-differs': 'pictures.flag.size-differs',
  'one-colour': 'pictures.flag.one-colour',
  'one-colour-kept': 'pictures.flag.one-colour',
  'seed-not-confirmed': 'pictures.flag.seed-not-confirmed',
  'schedule-not-confirmed': 'pictures.flag.schedule-not-confirmed',
} as const satisfies Record<ImageFlag, MessageKey>

/** Why a picture is marked, in short: as it stands on the tile. */
export const flagMark = (flag: ImageFlag): string => say(SHORT[flag])

/** Why a picture is marked, in full. */
export const flagReason = (flag: ImageFlag): Reason => reason(`pictures.flag.${flag}.full`)
