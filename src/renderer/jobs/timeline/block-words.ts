import type { BatchView } from '../../../shared/job.ts'
import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { clock, shortSeconds } from '../../../shared/words/format-duration.ts'
import { percent, whole } from '../../../shared/words/format-number.ts'
import { imageNumbers } from '../../../shared/words/image-number.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import type { TimelineBlock } from './timeline-geometry.ts'

/** What stands on a block: the numbers of its images; for several batches together, how many images. */
export function blockLabel({ batch: { firstIndex, count }, batches }: TimelineBlock): string {
  return batches === 1 ? imageNumbers(firstIndex, count) : whole(count)
}

/** "Images 9-12", "Image 23, bonus", "48 images in 12 batches" */
export function blockTitle({ batch: { firstIndex, count, bonus, copy }, batches }: TimelineBlock): string {
  const images =
    batches === 1
      ? say('generate.block.images', { count, range: imageNumbers(firstIndex, count) })
      : say('generate.block.batches', { images: count, batches })
  const withBonus = bonus ? say('generate.block.bonus', { block: images }) : images
  return copy ? say('generate.block.copy', { block: withBonus }) : withBonus
}

const SPOKEN = {
  forecast: 'generate.block.is-forecast',
  sent: 'generate.block.is-sent',
  computing: 'generate.block.is-computing',
  stored: 'generate.block.is-stored',
  returned: 'generate.block.is-returned',
} as const satisfies Record<BatchView['state'], MessageKey>

/** What is read aloud of a block: "laptop: Images 9-12, computing". */
export const blockSpoken = (machine: string, block: TimelineBlock): string =>
  say(SPOKEN[block.batch.state], { machine, block: blockTitle(block) })

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
  const [start, end] = [at(startAt), at(endAt)]
  switch (batch.state) {
    case 'forecast':
      return [say('generate.block.forecast', { start, end })]
    case 'sent':
      return [say('generate.block.sent'), say('generate.block.expected', { start, end })]
    case 'computing':
      return [
        say('generate.block.computing', { percent: percent(fraction) }),
        sinceWords(start, end, offBy(endAt, promisedEndAt)),
      ]
    case 'stored': {
      const time = shortSeconds((endAt - startAt) / 1000)
      return [
        say('generate.block.stored', { count: batch.count, time, end }),
        ...(promisedEndAt === undefined
          ? []
          : [plannedWords(at(promisedEndAt), offBy(endAt, promisedEndAt))]),
      ]
    }
    case 'returned':
      return [
        say('generate.block.returned', { end }),
        ...(batch.returnedBecause === null ? [] : [inWords(batch.returnedBecause)]),
      ]
  }
}

/** How far something is off from what was first forecast. */
interface Off {
  readonly is: 'late' | 'early'
  readonly difference: string
}

/** null: not at all, or not so that it shows. */
function offBy(endAt: number, promisedEndAt: number | undefined): Off | null {
  if (promisedEndAt === undefined) return null
  const seconds = (endAt - promisedEndAt) / 1000
  if (Math.abs(seconds) < 0.1) return null
  return { is: seconds > 0 ? 'late' : 'early', difference: shortSeconds(Math.abs(seconds)) }
}

function sinceWords(start: string, end: string, off: Off | null): string {
  if (off === null) return say('generate.block.since', { start, end })
  const key = off.is === 'late' ? 'generate.block.since-late' : 'generate.block.since-early'
  return say(key, { start, end, difference: off.difference })
}

function plannedWords(promised: string, off: Off | null): string {
  if (off === null) return say('generate.block.planned', { promised })
  const key = off.is === 'late' ? 'generate.block.planned-late' : 'generate.block.planned-early'
  return say(key, { promised, difference: off.difference })
}
