import type { StoredImage } from '../../shared/job.ts'
import { imageNumber } from '../../shared/words/image-number.ts'
import { say } from '../../shared/words/say.ts'
import { flagMark } from './flag-words.ts'

/** What is read aloud of a picture in a gallery of many jobs. */
export function tileLabel(image: StoredImage, favourite: boolean): string {
  const { jobNumber: job, seed, workerName: machine } = image
  const number = imageNumber(image.index)
  const marks = [...(favourite ? [say('pictures.mark.favourite')] : []), ...marksOf(image)]
  return marks.length === 0
    ? say('pictures.tile', { number, job, seed, machine })
    : say('pictures.tile.marked', { number, job, seed, machine, marks })
}

/** Bonus and flags of a picture, in short. */
export const marksOf = ({ bonus, flags }: Pick<StoredImage, 'bonus' | 'flags'>): string[] => [
  ...(bonus ? [say('pictures.mark.bonus')] : []),
  ...flags.map(flagMark),
]
