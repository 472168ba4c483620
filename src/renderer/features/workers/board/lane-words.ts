import type { Lane } from '../../../../shared/worker.ts'

/** What the lanes are called and mean. */
export const LANE_WORDS: Readonly<Record<Lane, { readonly name: string; readonly meaning: string }>> = {
  active: { name: 'Active', meaning: 'share every job' },
  reserve: { name: 'Reserve', meaning: 'bonus images, or as backup' },
  off: { name: 'Off', meaning: 'keep, but do not use' },
}

/** What dropping a card here will do; `from`: the lane it came from. */
export function dropWords(name: string, from: Lane, to: Lane): string {
  if (from === to) return `Drop to place ${name} here`
  switch (to) {
    case 'active':
      return `Drop to let ${name} share every job`
    case 'reserve':
      return `Drop to hold ${name} in reserve`
    case 'off':
      return `Drop to switch ${name} off`
  }
}

/** What was done, for toasts and announcements. */
export function movedWords(name: string, from: Lane, to: Lane): string {
  if (from === to) return `Moved ${name}`
  switch (to) {
    case 'active':
      return `${name} shares every job now`
    case 'reserve':
      return `${name} is held in reserve`
    case 'off':
      return `${name} is switched off`
  }
}
