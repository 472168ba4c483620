import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { decodeText } from '../../../shared/decode-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { ImportEntry, ImportPreview, ImportSource } from '../../../shared/transfer.ts'
import { type MessageKey, reason } from '../../../shared/words/catalogue.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import type { ImportOutcome } from '../../fleet/transfer/transfer.ts'
import { whyUnreadable } from '../../gallery/storage-error.ts'
import type { CommandContext } from '../command-context.ts'
import { columns } from '../console/columns.ts'
import { reasonJson } from '../job/reason-json.ts'
import { openCliApp } from '../session/open-app.ts'

export interface ImportOptions {
  config?: string
  json?: boolean
  yes?: boolean
  settings?: boolean
  storePasswordInClear?: boolean
}

/** A character takes four bytes at most. */
const MOST_BYTES = 4 * LIMITS.importCharacters

/** Shows what a file would bring; with `yes` does it. Throws `bad-request` for a file that cannot be read or is no list. */
export async function importWorkers(
  file: string,
  options: ImportOptions,
  context: CommandContext,
): Promise<void> {
  const source = await sourceOf(file, process.stdin)
  await using session = await openCliApp(
    { ...options, timeScale: 1, speeds: 'measured', stored: true },
    context,
    { clearTextPasswords: options.storePasswordInClear === true },
  )
  const { handlers } = session.app
  const preview = await handlers.previewImport({ source })
  for (const line of previewLines(preview, options.settings === true)) context.io.say(line)
  for (const warning of preview.warnings) context.io.complain(inWords(warning))
  let outcome: ImportOutcome | null = null
  if (options.yes) {
    const keys = preview.entries.filter(({ action }) => action !== 'skip').map(({ key }) => key)
    outcome = await handlers.applyImport({
      token: preview.token,
      keys,
      settings: options.settings === true,
    })
    for (const line of outcomeLines(outcome)) context.io.say(line)
  } else context.io.say(say('cli.import-dry'))
  if (options.json) context.io.result(JSON.stringify(report(preview, outcome)))
}

async function sourceOf(file: string, input: Readable): Promise<ImportSource> {
  const name = file === '-' ? null : basename(file).slice(0, 500)
  try {
    if (file === '-') return { name, text: await textOf(input) }
    await using handle = await open(file)
    return { name, text: await textOf(handle.createReadStream({ autoClose: false })) }
  } catch (error) {
    if (error instanceof TributaryError) throw error
    const what = reason('cli.file-unreadable', { file, error: whyUnreadable(error) })
    throw new TributaryError('bad-request', what, null, { cause: error })
  }
}

async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    parts.push(Buffer.from(chunk as Buffer))
    bytes += (chunk as Buffer).length
    if (bytes > MOST_BYTES) throw new TributaryError('bad-request', reason('transfer.too-large'))
  }
  return decodeText(Buffer.concat(parts))
}

const ACTIONS = {
  add: 'cli.import-add',
  change: 'cli.import-change',
  skip: 'cli.import-skip',
} as const satisfies Record<ImportEntry['action'], MessageKey>

function previewLines({ entries, settings }: ImportPreview, withSettings: boolean): string[] {
  const lines = entries.map(({ action, name, url, details, reason: why }) =>
    columns(
      [say(ACTIONS[action]), 7],
      [name, 16],
      [url, 32],
      [why === null ? details.map((each) => inWords(each)).join(', ') : inWords(why)],
    ),
  )
  if (settings.length === 0) return lines
  const taken = say(withSettings ? 'cli.import-settings' : 'cli.import-settings-left')
  return [...lines, taken, ...settings.map((setting) => columns([say('cli.import-setting', setting)]))]
}

function outcomeLines({ added, changed, withoutPassword }: ImportOutcome): string[] {
  const lines = [say('cli.import-done', { added, changed })]
  if (withoutPassword.length > 0) lines.push(say('cli.import-without-password', { workers: withoutPassword }))
  return lines
}

function report({ format, entries, settings, warnings }: ImportPreview, outcome: ImportOutcome | null) {
  return {
    applied: outcome !== null,
    ...{ added: outcome?.added ?? 0, changed: outcome?.changed ?? 0 },
    withoutPassword: outcome?.withoutPassword ?? [],
    format,
    entries: entries.map(({ key: _, reason: why, details, ...entry }) => ({
      ...entry,
      details: details.map((each) => inWords(each)),
      ...(why === null ? { reason: null, reasonKind: null } : reasonJson(why)),
    })),
    settings: settings.map(({ label, from, to }) => ({
      label: inWords(label),
      from: inWords(from),
      to: inWords(to),
    })),
    warnings: warnings.map((each) => inWords(each)),
  }
}
