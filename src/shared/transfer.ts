import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { Reason, StoredReason } from './words/reason.ts'

/** What can be dropped on the board or pasted: a text or a file's text, with its name as a hint of what it is. */
export const ImportSource = z.object({
  /** file name; null: a text that was pasted or dragged */
  name: z.string().max(500).nullable(),
  text: z.string().max(LIMITS.importCharacters, 'this is too large to be a list of workers'),
})
export type ImportSource = z.infer<typeof ImportSource>

/**
 * addresses: URLs, `name:address:port`, `--distributed-remotes ...`; workers-json and distributed-config: the files of
 * stable-diffusion-webui-distributed (v1, v2); tributary: our own export.
 */
export const ImportFormat = z.enum(['addresses', 'workers-json', 'distributed-config', 'tributary'])
export type ImportFormat = z.infer<typeof ImportFormat>

export const ImportEntry = z.object({
  /** names the entry in `applyImport` */
  key: z.number().int(),
  action: z.enum(['add', 'change', 'skip']),
  name: z.string(),
  url: z.string(),
  /** of a change: what becomes what; of an addition: what it brings besides its address */
  details: z.array(Reason),
  /** of a skipped entry: why; reads after its name */
  reason: Reason.nullable(),
  hasPassword: z.boolean(),
})
export type ImportEntry = z.infer<typeof ImportEntry>

/** What an import would do, before anything changes. Nothing is sent to any address before it is applied. */
export const ImportPreview = z.object({
  /** names the preview in `applyImport`; the newest few are kept */
  token: z.string(),
  format: ImportFormat,
  entries: z.array(ImportEntry),
  /** settings the file brings along: what, from, to; a text is a value as it stands in the file */
  settings: z.array(z.object({ label: Reason, from: StoredReason, to: StoredReason })),
  warnings: z.array(Reason),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ExportFormat = z.enum(['tributary', 'workers-json', 'distributed-config', 'addresses'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const ExportedText = z.object({ fileName: z.string(), text: z.string() })
export type ExportedText = z.infer<typeof ExportedText>
