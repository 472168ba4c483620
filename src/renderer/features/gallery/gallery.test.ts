import { describe, expect, it } from 'vitest'
import { ImageId, JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { imageFixture, jobFixture, T0 } from '../../testing/fixtures.ts'
import { EVERYTHING } from './gallery-filter.ts'
import { movedTo } from './gallery-keys.ts'
import { bringsUnknown, freshImages, NO_PAGES, pagesOf, withArrived, withPage } from './gallery-pages.ts'
import { galleryGrid, galleryGroups, rowOf } from './gallery-rows.ts'
import { groupWords } from './group-words.ts'

const NOW = new Date(T0)

const image = (job: number, index: number, patch: Partial<StoredImage> = {}): StoredImage =>
  imageFixture(index, {
    id: ImageId.parse(`image-${job}-${index}`),
    jobId: JobId.parse(`job-${job}`),
    jobNumber: job,
    storedAt: T0 + index * 1000,
    ...patch,
  })

const newestFirst = (job: number, count: number) =>
  Array.from({ length: count }, (_, index) => image(job, count - 1 - index))

describe('the pages of the gallery', () => {
  it('appends older pictures until there are no more', () => {
    const first = withPage(NO_PAGES, { images: newestFirst(31, 3), total: 5 })
    expect(first.complete).toBe(false)
    const second = withPage(first, { images: newestFirst(30, 2), total: 5 })
    expect(second).toMatchObject({ total: 5, complete: true })
    expect(second.images.map(({ jobNumber }) => jobNumber)).toEqual([31, 31, 31, 30, 30])
  })

  it('ends at an empty page even when the total says otherwise', () => {
    expect(withPage(NO_PAGES, { images: [], total: 7 }).complete).toBe(true)
  })

  it('does not take a picture twice that came while the page was read', () => {
    const arrived = withArrived(NO_PAGES, [image(31, 2)])
    expect(withPage(arrived, { images: newestFirst(31, 3), total: 3 }).images).toHaveLength(3)
  })

  it('puts new pictures in front, the newest first', () => {
    const pages = withPage(NO_PAGES, { images: [image(31, 0)], total: 1 })
    const { images, total } = withArrived(pages, [image(31, 1), image(31, 2)])
    expect(images.map(({ index }) => index)).toEqual([2, 1, 0])
    expect(total).toBe(3)
  })
})

describe('the gallery and its trash', () => {
  const pages = withPage(NO_PAGES, { images: newestFirst(31, 2), total: 2 })
  const known = new Set(pages.images.map(({ id }) => id))
  const ids = [image(31, 0).id]
  const others = [...ids, image(7, 0).id]

  it('show nothing of each other until they are read', () => {
    const held = { trash: false, pages }
    expect(pagesOf(held, false)).toBe(pages)
    expect(pagesOf(held, true)).toBe(NO_PAGES)
  })

  it.each([
    ['restored, and shown until they were deleted', { ids, to: 'gallery' }, false, false],
    ['restored, and read by nobody', { ids: others, to: 'gallery' }, false, true],
    ['restored while the trash is shown', { ids: others, to: 'gallery' }, true, false],
    ['deleted elsewhere while the trash is shown', { ids: others, to: 'trash' }, true, true],
    ['deleted while the gallery is shown', { ids: others, to: 'trash' }, false, false],
  ] as const)('are read again for pictures they lack: %s', (_, move, trash, expected) => {
    expect(bringsUnknown(move, trash, known)).toBe(expected)
  })
})

describe('pictures that are stored while the gallery is open', () => {
  const byId = (images: readonly StoredImage[]) => Object.fromEntries(images.map((each) => [each.id, each]))
  const [old, read, fresh] = [image(31, 0), image(31, 1), image(31, 2)]

  it('are those that the panel has not had before and the gallery has not read', () => {
    const known = new Set([read.id])
    expect(freshImages(byId([old, read, fresh]), byId([old]), known, EVERYTHING, NOW)).toEqual([fresh])
  })

  it('are those of the filter alone', () => {
    expect(freshImages(byId([fresh]), {}, new Set(), { ...EVERYTHING, worker: 'nobody' }, NOW)).toEqual([])
  })
})

describe('the rows of the gallery', () => {
  const groups = galleryGroups([...newestFirst(31, 5), ...newestFirst(30, 2)], true)
  // Three tiles of 100 px and two gaps of 10 px.
  const grid = galleryGrid(groups, 320, 100)

  it('hold a heading and the tiles of each job', () => {
    expect(
      grid.rows.map((row) => (row.kind === 'heading' ? row.group.jobNumber : row.images.length)),
    ).toEqual([31, 3, 2, 30, 2])
    expect(grid.order).toHaveLength(7)
  })

  it('keep a job together whose pictures came between those of another', () => {
    const mixed = galleryGroups([image(31, 3), image(30, 1), image(31, 2)], true)
    expect(mixed.map(({ jobNumber, images }) => [jobNumber, images.length])).toEqual([
      [31, 2],
      [30, 1],
    ])
  })

  it('mark the last job as cut while older pictures may follow', () => {
    expect(galleryGroups(newestFirst(31, 2), false)[0]?.cut).toBe(true)
    expect(groups.some(({ cut }) => cut)).toBe(false)
  })

  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 3, 5],
    ['ArrowUp', 6, 4],
    ['ArrowUp', 1, 1],
    ['Home', 5, 0],
    ['End', 0, 6],
    ['PageDown', 0, 5],
  ])('%s goes from picture %s to %s', (key, from, to) => {
    expect(movedTo(grid, from, key)).toBe(to)
  })

  it('leaves other keys alone', () => {
    expect(movedTo(grid, 0, 'a')).toBeNull()
    expect(movedTo(grid, 0, 'f')).toBeNull()
    expect(movedTo(grid, 0, 'Enter')).toBeNull()
  })

  it('finds the row of a picture', () => {
    expect(rowOf(grid, 5)).toBe(4)
    expect(rowOf(grid, 99)).toBe(-1)
  })
})

describe('the heading of a job', () => {
  const [group] = galleryGroups(
    [
      image(31, 2, { workerName: 'laptop' }),
      image(31, 1, { workerName: 'argon' }),
      image(31, 0, { seconds: 3 }),
    ],
    true,
  )

  it('counts pictures and machines and says how long it took', () => {
    expect(group && groupWords(group, undefined)).toBe('3 images · 2 machines · 0:05')
  })

  it('believes the job where this session knows it', () => {
    const job = jobFixture({ stored: 12, bonusStored: 11, makespanSeconds: 36 })
    expect(group && groupWords({ ...group, cut: true }, job)).toBe('23 images · 0:36')
  })

  it('counts nothing while pictures of it may still be to read', () => {
    expect(group && groupWords({ ...group, cut: true }, undefined)).toBe('')
  })
})
