import { canonicalCheckpointName, flattenedCheckpointName } from '../../../../shared/names/checkpoints.ts'

/** Servers write the bare name of the file, or its folders in front joined by `_` (sdapi.md 11). */
export function isNamed(wanted: string, got: string): boolean {
  const [asked, name] = [canonicalCheckpointName(wanted).toLowerCase(), got.toLowerCase()]
  if (name === asked || name === flattenedCheckpointName(wanted)) return true
  // Asked by the bare name, it may lie in any folder.
  return !/[\\/]/.test(wanted) && name.endsWith(`_${asked}`)
}
