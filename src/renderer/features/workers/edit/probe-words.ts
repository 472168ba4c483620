import type { MessageKey } from '../../../../shared/words/catalogue.ts'
import { shortMilliseconds } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import type { ProbeReport, ServerKind } from '../../../../shared/worker.ts'

/** What a server calls itself, with its version: "Forge f2.0.1". */
export function serverWords(kind: ServerKind | null, version: string | null): string {
  const server = say(`workers.server.${kind ?? 'unknown'}` satisfies MessageKey)
  return version === null ? server : say('workers.server.version', { server, version })
}

/** What was found, beside the kind: "12 ms round trip · dreamshaper_8 is loaded · on RTX 3060". */
export function foundWords({
  roundTripMs,
  checkpoint,
  device,
  proxy,
}: Pick<ProbeReport, 'roundTripMs' | 'checkpoint' | 'device' | 'proxy'>): string {
  return [
    roundTripMs === null
      ? null
      : say('workers.probe.round-trip', { time: shortMilliseconds(Math.max(1, roundTripMs)) }),
    checkpoint === null ? null : say('workers.probe.loaded', { checkpoint }),
    device == null ? null : say('workers.probe.device', { device }),
    proxy === null ? null : say('workers.probe.proxy', { proxy }),
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
