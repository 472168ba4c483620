import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ImageId } from '../../../../shared/ids.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { PictureSubject } from '../../../pictures/actions/picture-subject.ts'
import { openPicture } from '../../../pictures/open-picture.ts'
import { call } from '../../../state/call.ts'
import { isStill, usePicturePlaces } from '../../../state/picture-places.ts'
import { problemFrom } from '../../../state/problem-error.ts'

/** Pictures that are shown at most; the gallery has all of them. */
const MOST = 60

export type LastSession =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem: Problem; readonly again: () => void }
  /** newest first */
  | { readonly at: 'ready'; readonly images: readonly StoredImage[] }

/** The newest pictures of earlier runs, read while they are `wanted`, without what was deleted since; and what an action on one is about. */
export function useLastSession(wanted: boolean) {
  const read = useNewest(wanted)
  const places = usePicturePlaces((state) => state.places)
  const last = useMemo(
    (): LastSession =>
      read.at === 'ready'
        ? { ...read, images: read.images.filter(({ id }) => isStill(places, id, 'gallery')) }
        : read,
    [read, places],
  )
  const images = last.at === 'ready' ? last.images : NONE
  const subjectOf = useCallback(
    (id: ImageId): PictureSubject | null => {
      const image = images.find((each) => each.id === id)
      return image ? { images: [image], trashed: false, open: (one) => openPicture(one, images) } : null
    },
    [images],
  )
  return { last, images, subjectOf }
}

const NONE: readonly StoredImage[] = []

function useNewest(wanted: boolean): LastSession {
  const [round, setRound] = useState(0)
  const [read, setRead] = useState<LastSession>({ at: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    if (!wanted) return
    let ended = false
    const ask = async () => {
      try {
        const { images } = await call('listImages', { query: { limit: MOST } })
        if (!ended) setRead({ at: 'ready', images })
      } catch (error) {
        const again = () => {
          setRead({ at: 'loading' })
          setRound((count) => count + 1)
        }
        if (!ended) setRead({ at: 'failed', problem: problemFrom(error), again })
      }
    }
    void ask()
    return () => {
      ended = true
    }
  }, [wanted, round])
  return read
}
