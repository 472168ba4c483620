import { useEffect, useId, useState } from 'react'
import type { ControlDetection, DetectedMap } from '../../../../shared/control-detection.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'

type Detection =
  | { readonly at: 'idle' }
  | { readonly at: 'asking' }
  | { readonly at: 'found'; readonly map: DetectedMap }
  | { readonly at: 'failed'; readonly problem: Problem }

interface Last {
  /** what was asked, as text; what it came to counts for nothing else */
  readonly about: string
  readonly detection: Detection
}

/** Asks a machine what a preprocessor finds, when told to. What it found goes when something else would be asked. */
export function useDetection(asked: ControlDetection | null) {
  const token = useId()
  const about = JSON.stringify(asked)
  const [last, setLast] = useState<Last | null>(null)
  const detection: Detection = last?.about === about ? last.detection : { at: 'idle' }
  const asking = detection.at === 'asking'
  const cancel = () => {
    setLast(null)
    // What became of it no longer matters.
    call('cancelDetection', { token }).catch(() => undefined)
  }
  useEffect(() => {
    if (!asking) return
    return () => void call('cancelDetection', { token }).catch(() => undefined)
  }, [asking, token])
  const ask = () => {
    if (asked === null) return
    setLast({ about, detection: { at: 'asking' } })
    const settle = (next: Detection) =>
      setLast((now) =>
        now?.about === about && now.detection.at === 'asking' ? { about, detection: next } : now,
      )
    call('detectControl', { token, asked }).then(
      (map) => settle({ at: 'found', map }),
      (error) => settle({ at: 'failed', problem: problemFrom(error) }),
    )
  }
  return { detection, ask, cancel }
}
