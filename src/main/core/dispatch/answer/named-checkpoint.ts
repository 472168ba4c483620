import { canonicalCheckpointName, flattenedCheckpointName } from '../../../../shared/names/checkpoints.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { type Difference, shortName } from './difference.ts'

/** Servers write the bare name of the file, or its folders in front joined by `_` (sdapi.md 11). */
export function isNamed(wanted: string, got: string): boolean {
  const [asked, name] = [canonicalCheckpointName(wanted).toLowerCase(), got.toLowerCase()]
  if (name === asked || name === flattenedCheckpointName(wanted)) return true
  // Asked by the bare name, it may lie in any folder.
  return !/[\\/]/.test(wanted) && name.endsWith(`_${asked}`)
}

/** Servers that do not hash answer with eights instead. */
const PLACEHOLDER_HASH = /^8+$/

/** Of two files with one name only the hash tells them apart; null: it is the same, as far as both are known. */
export function otherFile(name: string, hash: string | null, used: string | null): Difference | null {
  const usedHash = used?.toLowerCase() ?? ''
  if (hash === null || usedHash === '' || PLACEHOLDER_HASH.test(usedHash)) return null
  // Eight digits are the hash of old versions, over a part of the file: no beginning of the other ones.
  if (hash.length < 10 !== usedHash.length < 10) return null
  if (hash.startsWith(usedHash) || usedHash.startsWith(hash)) return null
  return {
    flag: 'other-checkpoint',
    what: reason('dispatch.used-other-file', { name: shortName(name), usedHash: shortName(usedHash), hash }),
  }
}
