import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { Command } from 'commander'
import { decodeText } from '../../../shared/decode-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { ImportEntry, ImportPreview, ImportSource } from '../../../shared/transfer.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import type { ImportOutcome } from '../../fleet/transfer/transfer.ts'
import type { CommandContext } from '../command-context.ts'
import { openCliApp } from '../session/open-app.ts'

/** A character takes four bytes at most. */
const MOST_BYTES = 4 * LIMITS.importCharacters

interface ImportOptions {
  config?: string
  json?: boolean
  yes?: boolean
  settings?: boolean
  storePasswordInClear?: boolean
}

/** `workers import`: shows what a file would bring, and with --yes does it. */
export function registerImport(workers: Command, context: CommandContext): void {
  workers
    .command('import')
    .argument('<file>', 'what the panel takes too; - reads standard input')
    .option('--yes', 'do it; without, only what would happen is shown')
    .option('--settings', 'take the settings of the file too')
    .option('--store-password-in-clear', 'keep passwords in the settings file, unprotected')
    .option('--config <DIR>', 'where settings, workers and measurements live')
    .option('--json', 'end with one line of JSON on stdout')
    .description('bring in machines from a list of addresses or a file of stable-diffusion-webui-distributed')
    .action(async (file: string, options: ImportOptions) => {
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
      } else context.io.say('Nothing was changed. Give --yes to do this.')
      if (options.json) context.io.result(JSON.stringify(report(preview, outcome)))
    })
}

async function sourceOf(file: string, input: Readable): Promise<ImportSource> {
  const name = file === '-' ? null : basename(file).slice(0, 500)
  try {
    if (file === '-') return { name, text: await textOf(input) }
    await using handle = await open(file)
    return { name, text: await textOf(handle.createReadStream({ autoClose: false })) }
  } catch (error) {
    if (error instanceof TributaryError) throw error
    const words = error instanceof Error ? error.message : String(error)
    throw new TributaryError('bad-request', `${file} cannot be read: ${words}`, null, { cause: error })
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

function previewLines({ entries, settings }: ImportPreview, withSettings: boolean): string[] {
  const lines = entries.map(({ action, name, url, details, reason }) =>
    `  ${action.padEnd(7)} ${name.padEnd(16)} ${url.padEnd(32)} ${reason === null ? details.map((each) => inWords(each)).join(', ') : inWords(reason)}`.trimEnd(),
  )
  if (settings.length === 0) return lines
  const taken = withSettings ? 'Settings that change:' : 'Settings it brings too (--settings takes them):'
  return [
    ...lines,
    taken,
    ...settings.map(({ label, from, to }) => `  ${inWords(label)}: ${inWords(from)} -> ${inWords(to)}`),
  ]
}

function outcomeLines({ added, changed, withoutPassword }: ImportOutcome): string[] {
  const lines = [`Added ${added}, changed ${changed}.`]
  if (withoutPassword.length > 0)
    lines.push(
      `Without their password: ${withoutPassword.join(', ')}. Type it in the panel, or import again with --store-password-in-clear.`,
    )
  return lines
}

function report({ format, entries, settings, warnings }: ImportPreview, outcome: ImportOutcome | null) {
  return {
    applied: outcome !== null,
    ...{ added: outcome?.added ?? 0, changed: outcome?.changed ?? 0 },
    withoutPassword: outcome?.withoutPassword ?? [],
    format,
    entries: entries.map(({ key: _, details, reason, ...entry }: ImportEntry) => ({
      ...entry,
      details: details.map((each) => inWords(each)),
      reason: reason === null ? null : inWords(reason),
    })),
    settings: settings.map(({ label, from, to }) => ({
      label: inWords(label),
      from: inWords(from),
      to: inWords(to),
    })),
    warnings: warnings.map((each) => inWords(each)),
  }
}
