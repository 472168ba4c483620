import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import { call } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { usePicturePlaces } from '../../state/picture-places.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { type GalleryFilter, queryOf } from './gallery-filter.ts'
import {
  bringsUnknown,
  freshImages,
  type GalleryPages,
  type HeldPages,
  NO_PAGES,
  pagesOf,
  withArrived,
  withoutMoved,
  withPage,
} from './gallery-pages.ts'

/** Pictures read in one go. */
const PAGE = 200
/** ms after the last key of the search until it is asked for. */
const SEARCH_AFTER_MS = 250

export interface Gallery extends GalleryPages {
  readonly loading: boolean
  readonly problem: Problem | null
  /** pictures that came while the list was scrolled down; showArrived puts them in front */
  readonly arrived: readonly StoredImage[]
  readonly showArrived: () => void
  /** reads the next older page, if there is one and none is on its way */
  readonly more: () => void
  readonly again: () => void
}

/**
 * Pictures, page by page, with the new ones as they are stored. `filter`: the same object as long as it asks for the same; `atTop`:
 * whether new ones may be put in front at once.
 */
export function useGallery(filter: GalleryFilter, atTop: () => boolean): Gallery {
  const { text, trash } = filter
  const [held, setHeld] = useState<HeldPages>({ trash, pages: NO_PAGES })
  const pages = pagesOf(held, trash)
  const setPages = useCallback(
    (next: (before: GalleryPages) => GalleryPages) =>
      setHeld((before) => ({ trash, pages: next(pagesOf(before, trash)) })),
    [trash],
  )
  const [arrived, setArrived] = useState<readonly StoredImage[]>([])
  const [loading, setLoading] = useState(true)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(0)
  // Answers to an older filter are dropped.
  const current = useRef(0)
  const reading = useRef(false)
  // One for all pages of an answer: at midnight "today" becomes another day.
  const askedAt = useRef(new Date())
  const known = useRef<ReadonlySet<ImageId>>(new Set())
  useEffect(() => {
    known.current = new Set(pages.images.map(({ id }) => id))
  }, [pages])

  const read = useCallback(
    async (after: ImageId | null, ask: number) => {
      reading.current = true
      setLoading(true)
      try {
        const page = await call('listImages', {
          query: { ...queryOf(filter, askedAt.current), after, limit: PAGE },
        })
        if (ask !== current.current) return
        setPages((before) => withPage(after === null ? NO_PAGES : before, page))
        setProblem(null)
      } catch (error) {
        if (ask === current.current) setProblem(problemFrom(error))
      } finally {
        if (ask === current.current) {
          reading.current = false
          setLoading(false)
        }
      }
    },
    [filter, setPages],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    const ask = ++current.current
    askedAt.current = new Date()
    setArrived([])
    setLoading(true)
    const timer = setTimeout(() => void read(null, ask), text === '' ? 0 : SEARCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [read, round])

  useEffect(
    () =>
      usePanel.subscribe((state, before) => {
        if (state.imagesById === before.imagesById) return
        // What comes back out of the trash has its place already.
        const { places } = usePicturePlaces.getState()
        const fresh = freshImages(
          state.imagesById,
          before.imagesById,
          known.current,
          filter,
          new Date(),
        ).filter(({ id }) => places[id] === undefined)
        if (fresh.length === 0) return
        if (atTop()) setPages((pages) => withArrived(pages, fresh))
        else setArrived((waiting) => [...waiting, ...fresh])
      }),
    [filter, atTop, setPages],
  )

  const again = useCallback(() => setRound((count) => count + 1), [])
  useEffect(
    () =>
      usePicturePlaces.subscribe(({ moved }, before) => {
        if (moved === null || moved === before.moved) return
        if (bringsUnknown(moved, trash, known.current)) again()
      }),
    [trash, again],
  )

  const places = usePicturePlaces((state) => state.places)
  const shown = useMemo(() => withoutMoved(pages, places, trash), [pages, places, trash])
  return {
    ...shown,
    // Before the read has begun as well.
    loading: loading || (held.trash !== trash && problem === null),
    problem,
    arrived,
    showArrived: () => {
      setPages((before) => withArrived(before, arrived))
      setArrived([])
    },
    more: () => {
      const last = pages.images.at(-1)
      if (last && !reading.current && !pages.complete && problem === null) void read(last.id, current.current)
    },
    again,
  }
}
