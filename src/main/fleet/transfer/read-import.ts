import { LIMITS } from '../../../shared/limits.ts'
import type { ImportSource } from '../../../shared/transfer.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { entriesOf, parseBoundedJson } from './bounded-json.ts'
import { readDistributedConfig } from './read-distributed-config.ts'
import { readText } from './read-text.ts'
import { isWorkersJson, readWorkersJson } from './read-workers-json.ts'
import type { StatedImport } from './stated-worker.ts'
import { readTributaryFile } from './tributary-file.ts'

/** An IPv6 literal begins as a JSON list does. */
const IPV6_LITERAL = /^\[[0-9a-f.]*:[0-9a-f:.]*\]/i

/**
 * Reads whatever was dropped or pasted. The content decides what it is; the file's name only helps to say what is wrong. Throws
 * bad-request, and nothing else.
 */
export function readImport(source: ImportSource): StatedImport {
  if (source.text.length > LIMITS.importCharacters)
    throw new TributaryError('bad-request', reason('transfer.too-large'))
  const text = source.text.replace(/^\ufeff/, '').trim()
  if (text === '') throw new TributaryError('bad-request', reason('transfer.empty'))
  if (/^[{[]/.test(text) && !IPV6_LITERAL.test(text)) return readJson(parseBoundedJson(text))
  if (/\.json$/i.test(source.name ?? ''))
    throw new TributaryError('bad-request', reason('transfer.json-by-name'))
  return readText(text)
}

function readJson(value: unknown): StatedImport {
  const entries = entriesOf(value) ?? []
  const file = new Map(entries)
  const workers = file.get('workers')
  const read =
    file.get('tributary') === 'workers'
      ? readTributaryFile(file)
      : Array.isArray(workers)
        ? readDistributedConfig(file, workers)
        : isWorkersJson(entries)
          ? readWorkersJson(entries)
          : null
  if (read === null)
    throw new TributaryError('bad-request', reason('transfer.no-list'), reason('transfer.no-list.remedy'))
  if (read.entries.length === 0) throw new TributaryError('bad-request', reason('transfer.no-machines'))
  return read
}
