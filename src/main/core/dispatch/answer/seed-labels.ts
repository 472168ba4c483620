/** What one image of an answer says about its seed. */
export interface SeedLabel {
  /** place in the answer, grids apart, from 0 */
  readonly place: number
  /** its seed less that of the batch's first image; null: it tells none */
  readonly offset: number | null
}

interface PlacedImage {
  /** which image of the batch it is, from 0; null: none */
  readonly offset: number | null
  /** its seed is told, and nothing in the answer contradicts it */
  readonly confirmed: boolean
}

export interface Placement {
  /** one for each label, in their order */
  readonly images: readonly PlacedImage[]
  /** place in `labels` of the first image that was made with another seed than asked; null: there is none */
  readonly otherSeed: number | null
}

const NOWHERE: PlacedImage = { offset: null, confirmed: false }

/**
 * Tells by its labels which image of a batch of `count` each image is. Labels that name every image once are believed, whatever their
 * order. Others are weighed by what they say together:
 *
 * - None names an image of the batch: the server made other seeds. So it did where some do, and each of the rest names a seed of its own
 *   that is more than a batch away.
 * - Anything else contradicts itself: one seed for all, a numbering that is off by some, no label in some. Where as many images came as
 *   were asked for, their places count then; where not, those that are named count.
 * - A batch of one with a label that is off by one is a numbering that is off, too: in a larger batch the same server contradicts itself.
 *
 * An answer that labels nothing goes by places, and nothing about that is doubtful.
 */
export function placeByLabels(labels: readonly SeedLabel[], count: number): Placement {
  const inBatch = (offset: number) => offset >= 0 && offset < count
  const silent = labels.every(({ offset }) => offset === null)
  const images = labels.map(() => NOWHERE)
  const taken = new Set<number>()
  const take = (at: number, offset: number, confirmed: boolean) => {
    if (!inBatch(offset) || taken.has(offset)) return
    taken.add(offset)
    images[at] = { offset, confirmed }
  }
  labels.forEach(({ offset }, at) => {
    if (offset !== null) take(at, offset, true)
  })
  const named = taken.size
  labels.forEach(({ place, offset }, at) => {
    if (offset === null) take(at, place, silent)
  })
  const rest = [...images.keys()].filter((at) => images[at] === NOWHERE)
  const [first] = rest
  if (first === undefined || taken.size === count) return { images, otherSeed: null }

  const whole = labels.length === count
  const told = rest.map((at) => labels[at]?.offset ?? null)
  if (madeOthers(told, { named, whole, count })) return { images, otherSeed: first }
  if (!whole) return { images, otherSeed: null }
  const times = new Map<number | null, number>()
  for (const { offset } of labels) times.set(offset, (times.get(offset) ?? 0) + 1)
  return {
    images: labels.map(({ offset }, at) => ({
      offset: at,
      confirmed: offset === at && times.get(offset) === 1,
    })),
    otherSeed: null,
  }
}

/** `told`: the labels of the images that are none of the batch. `named`: how many are, by their labels. */
function madeOthers(
  told: readonly (number | null)[],
  { named, whole, count }: { named: number; whole: boolean; count: number },
): boolean {
  const offsets = told.filter((offset) => offset !== null)
  if (offsets.length < told.length) return false
  if (named === 0) return !(count === 1 && offsets.every((offset) => Math.abs(offset) <= 1))
  const far = offsets.every((offset) => offset < -count || offset >= 2 * count)
  return whole && far && new Set(offsets).size === offsets.length
}
