/** The number that people read for an image: its place in the job, counted from 1. `index`: the same from 0, as data has it. */
export const imageNumber = (index: number): number => index + 1

/** The numbers of a run of images: (8, 4) -> "9-12", (20, 1) -> "21". `firstIndex`: from 0. */
export function imageNumbers(firstIndex: number, count: number): string {
  const first = imageNumber(firstIndex)
  return count === 1 ? String(first) : `${first}-${first + count - 1}`
}
