import { clock, shortSeconds } from '../../../shared/words/format-duration.ts'
import { counted, indexRange, percent } from '../../../shared/words/format-number.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { TimelineBlock } from './timeline-geometry.ts'

/** What stands on a block: the indexes; for several batches together, how many images. */
export function blockLabel({ batch: { firstIndex, count }, batches }: TimelineBlock): string {
  return batches === 1 ? indexRange(firstIndex, count) : `${count}`
}

/** "Images 8-11", "Image 22, bonus", "48 images in 12 batches" */
export function blockTitle({ batch: { firstIndex, count, bonus, copy }, batches }: TimelineBlock): string {
  const one = `${count === 1 ? 'Image' : 'Images'} ${indexRange(firstIndex, count)}`
  const images = batches === 1 ? one : `${counted(count, 'image')} in ${batches} batches`
  return [images, bonus ? 'bonus' : null, copy ? 'a second try of what another machine is late with' : null]
    .filter(Boolean)
    .join(', ')
}

/**
 * What is to be said about a batch, line by line: how far it is, when it was expected and when it came, why it came back.
 * `from`: epoch ms of the start of the job; `promisedEndAt`: as first forecast, epoch ms.
 */
export function blockLines(
  { batch, startAt, endAt }: TimelineBlock,
  from: number,
  fraction: number,
  promisedEndAt: number | undefined,
): string[] {
  const at = (instant: number) => clock((instant - from) / 1000)
  switch (batch.state) {
    case 'forecast':
      return [`forecast: ${at(startAt)} to ${at(endAt)}`]
    case 'sent':
      return ['sent, waits for the batch before it', `expected ${at(startAt)} to ${at(endAt)}`]
    case 'computing':
      return [
        `computing, ${percent(fraction)}`,
        `since ${at(startAt)}, expected at ${at(endAt)}${lateness(endAt, promisedEndAt)}`,
      ]
    case 'stored':
      return [
        `${counted(batch.count, 'picture')} in ${shortSeconds((endAt - startAt) / 1000)}, there at ${at(endAt)}`,
        ...(promisedEndAt === undefined
          ? []
          : [`planned for ${at(promisedEndAt)}${lateness(endAt, promisedEndAt)}`]),
      ]
    case 'returned':
      return [
        `came back at ${at(endAt)}`,
        ...(batch.returnedBecause === null ? [] : [inWords(batch.returnedBecause)]),
      ]
  }
}

/** ", 1.2 s late"; empty when the difference does not show. */
function lateness(endAt: number, promisedEndAt: number | undefined): string {
  if (promisedEndAt === undefined) return ''
  const seconds = (endAt - promisedEndAt) / 1000
  if (Math.abs(seconds) < 0.1) return ''
  return `, ${shortSeconds(Math.abs(seconds))} ${seconds > 0 ? 'late' : 'early'}`
}
