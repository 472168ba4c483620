import { Blocks } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { NetworkKind } from '../../../../../shared/network-details.ts'
import { call } from '../../../../state/call.ts'
import { cx } from '../../../../ui/class-names.ts'
import { Picture } from '../../../../ui/Picture.tsx'
import styles from './NetworkImage.module.css'

/** ms in sight until a machine is asked for it */
const ASK_AFTER_MS = 150
const MOST_KNOWN = 10_000

/** What was asked for since the page was loaded; null: there is none. */
const known = new Map<string, string | null>()

interface NetworkImageProps {
  readonly kind: NetworkKind
  readonly name: string
  readonly className?: string | undefined
}

/** The picture that machines have of a LoRA or an embedding, from when it is there. Its name stands beside it. */
export function NetworkImage({ kind, name, className }: NetworkImageProps) {
  const id = useNetworkPicture(kind, name)
  return (
    <span className={cx(styles.face, className)} aria-hidden="true">
      {id === null && <Blocks className={styles.none} />}
      {id && <Picture of={{ kind: 'network', id }} alt="" className={styles.picture} fade />}
    </span>
  )
}

/** What a picture is served under; null: there is none, undefined: it is not known yet. */
function useNetworkPicture(kind: NetworkKind, name: string): string | null | undefined {
  const key = `${kind} ${name}`
  const [found, setFound] = useState<{ readonly key: string; readonly id: string | null } | null>(null)
  useEffect(() => {
    if (known.has(key)) return
    let ended = false
    const timer = setTimeout(() => {
      call('networkPicture', { kind, name }).then(
        ({ id }) => {
          if (known.size >= MOST_KNOWN) known.clear()
          known.set(key, id)
          if (!ended) setFound({ key, id })
        },
        // It is shown without, and asked for again where it is shown next.
        () => {
          if (!ended) setFound({ key, id: null })
        },
      )
    }, ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [key, kind, name])
  return known.has(key) ? known.get(key) : found?.key === key ? found.id : undefined
}
