import { useEffect, useState } from 'react'

/** What `ask` answers a moment after the key has last changed; null until then, and where it fails. `key` null: nothing is asked. */
export function useLater<Answer>(
  key: string | null,
  ask: () => Promise<Answer>,
  delayMs: number,
): Answer | null {
  const [found, setFound] = useState<{ readonly answer: Answer } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all that is asked with
  useEffect(() => {
    if (key === null) {
      setFound(null)
      return
    }
    let ended = false
    const timer = setTimeout(() => {
      ask().then(
        (answer) => {
          if (!ended) setFound({ answer })
        },
        // It is shown without; a form that is not valid says so itself.
        () => {
          if (!ended) setFound(null)
        },
      )
    }, delayMs)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [key, delayMs])
  return found?.answer ?? null
}
