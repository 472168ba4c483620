import { readInfotext } from '../../shared/infotext.ts'
import type { StoredImage } from '../../shared/job.ts'
import type { MessageKey } from '../../shared/words/catalogue.ts'
import { shortSeconds } from '../../shared/words/format-duration.ts'
import { bytes } from '../../shared/words/format-number.ts'
import { say } from '../../shared/words/say.ts'

const NAMES = {
  machine: 'pictures.fact.machine',
  checkpoint: 'pictures.fact.checkpoint',
  sampler: 'pictures.fact.sampler',
  steps: 'pictures.fact.steps',
  'steps-and-cfg': 'pictures.fact.steps-and-cfg',
  size: 'pictures.fact.size',
  seed: 'pictures.fact.seed',
  variation: 'pictures.fact.variation',
  'made-in': 'pictures.fact.made-in',
  file: 'pictures.fact.file',
} as const satisfies Record<string, MessageKey>

/** One thing that is known of how a picture was made. */
export interface PictureFact {
  readonly about: keyof typeof NAMES
  readonly value: string
}

export const factName = ({ about }: PictureFact): string => say(NAMES[about])

/** How a picture was made, as far as its row and its infotext tell; what neither tells is left out. */
export function pictureFacts(image: StoredImage): PictureFact[] {
  const said = readInfotext(image.infotext ?? '').parameters
  const cfg = said.get('CFG scale')
  const fileName = image.file.split('/').at(-1) ?? image.file
  const facts: readonly { about: PictureFact['about']; value: string | null | undefined }[] = [
    { about: 'machine', value: image.workerName },
    { about: 'checkpoint', value: image.checkpoint ?? said.get('Model') },
    { about: 'sampler', value: image.sampler },
    {
      about: cfg === undefined ? 'steps' : 'steps-and-cfg',
      value: [image.steps, cfg].filter((part) => part !== null && part !== undefined).join(' · '),
    },
    { about: 'size', value: `${image.width} × ${image.height}` },
    { about: 'seed', value: String(image.seed) },
    { about: 'variation', value: said.get('Variation seed') },
    { about: 'made-in', value: image.seconds === null ? null : shortSeconds(image.seconds) },
    { about: 'file', value: `${fileName} · ${bytes(image.bytes)}` },
  ]
  return facts.flatMap(({ about, value }) => (value ? [{ about, value }] : []))
}
