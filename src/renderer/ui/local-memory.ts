/**
 * Small things about the look of the panel that only this window needs to remember, e.g. which sections are folded.
 * What matters more is a setting and lives in the main process.
 */
const PREFIX = 'tributary.'

/** What was remembered under a name if `isValid` takes it, else `fallback`. */
export function recall<Value>(
  name: string,
  fallback: Value,
  isValid: (value: unknown) => value is Value,
): Value {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null')
    return isValid(value) ? value : fallback
  } catch {
    // Storage is off or holds something else: the fallback is as good as new.
    return fallback
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // Storage is off or full: it is forgotten with the window, nothing else.
  }
}
