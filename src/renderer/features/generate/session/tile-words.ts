import type { StoredImage } from '../../../../shared/job.ts'
import type { MessageKey } from '../../../../shared/words/catalogue.ts'
import { imageNumber } from '../../../../shared/words/image-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { marksOf } from '../../../pictures/picture-words.ts'
import type { TileState } from './tile-state.ts'

const STATES = {
  waiting: 'generate.tile.waiting',
  computing: 'generate.tile.computing',
  stored: 'generate.tile.stored',
  deleted: 'generate.tile.deleted',
  failed: 'generate.tile.failed',
} as const satisfies Record<TileState['at'], MessageKey>

/** What is read aloud of a tile: how its picture was made once it is known, else how it stands. */
export function tileWords(state: TileState, index: number, image: StoredImage | undefined): string {
  const number = imageNumber(index)
  if (image === undefined) return say(STATES[state.at], { number })
  const { seed, workerName: machine } = image
  const marks = marksOf(image)
  return marks.length === 0
    ? say('generate.tile', { number, seed, machine })
    : say('generate.tile.marked', { number, seed, machine, marks })
}
