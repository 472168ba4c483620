import type { ProbeReport, ServerKind } from '../../../../shared/worker.ts'

/** What the kinds of servers call themselves. */
const KIND_WORDS: Readonly<Record<ServerKind, string>> = {
  a1111: 'AUTOMATIC1111',
  forge: 'Forge',
  reforge: 'reForge',
  sdnext: 'SD.Next',
  sdcpp: 'stable-diffusion.cpp',
  koboldcpp: 'KoboldCpp',
  unknown: 'A server of unknown kind',
}

/** Kind and version: "Forge f2.0.1". */
export function serverWords(kind: ServerKind | null, version: string | null): string {
  const name = KIND_WORDS[kind ?? 'unknown']
  return version === null ? name : `${name} ${version}`
}

/** What was found, beside the kind: "12 ms · dreamshaper_8 loaded". */
export function foundWords({
  roundTripMs,
  checkpoint,
  proxy,
}: Pick<ProbeReport, 'roundTripMs' | 'checkpoint' | 'proxy'>): string {
  return [
    roundTripMs === null ? null : `${Math.max(1, Math.round(roundTripMs))} ms there and back`,
    checkpoint === null ? null : `${checkpoint} is loaded`,
    proxy === null ? null : `through the proxy ${proxy}`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

/** A fingerprint in rows that can be compared by eye: 32 pairs, 8 a row. */
export function fingerprintRows(fingerprint: string): string[] {
  const pairs = fingerprint.split(':')
  return Array.from({ length: Math.ceil(pairs.length / 8) }, (_, row) =>
    pairs.slice(row * 8, row * 8 + 8).join(':'),
  )
}
