/** Characters up to which a name is short enough to be shown whole. */
const SHORT = 12
/** What tells machines apart at the end of a host name: the number behind its last separator. */
const NUMBERED = /[-_. ][^-_. :/]{1,4}$/

/** A name as it is shown where room is scarce: `head` gives way, `tail` never does. */
export interface NameParts {
  readonly head: string
  /** '': the name has no end that is worth keeping */
  readonly tail: string
}

/**
 * Where the name of a machine may be cut. An address keeps its port, and a name the number at its end, because that is what tells it from
 * its neighbours: "studio-render" + "-03:7861". The scheme of an address is left out.
 */
export function nameParts(name: string): NameParts {
  const shown = name.replace(/^https?:\/\//i, '')
  if (shown.length <= SHORT) return { head: shown, tail: '' }
  const port = /:\d{1,5}(?:\/\S{0,8})?$/.exec(shown)?.[0] ?? ''
  const host = shown.slice(0, shown.length - port.length)
  const tail = `${NUMBERED.exec(host)?.[0] ?? ''}${port}`
  return tail.length < shown.length
    ? { head: shown.slice(0, shown.length - tail.length), tail }
    : { head: shown, tail: '' }
}
