const isPicture = ({ type }: File): boolean => type.startsWith('image/')

/**
 * The files in what was dropped or pasted. Those that the system calls pictures, where there are any; else all of them: it does not know every
 * kind, and what is none is refused by name.
 */
export function picturesIn({ files }: Pick<DataTransfer, 'files'>): File[] {
  const all = [...files]
  const pictures = all.filter(isPicture)
  return pictures.length > 0 ? pictures : all
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea') || target.isContentEditable)

/** The pictures in a paste that is for the form: in a field, what has text as well is text for that field. */
export function picturesPasted({
  clipboardData,
  target,
}: Pick<ClipboardEvent, 'clipboardData' | 'target'>): File[] {
  if (clipboardData === null) return []
  if (isTyping(target) && clipboardData.types.includes('text/plain')) return []
  return [...clipboardData.files].filter(isPicture)
}
