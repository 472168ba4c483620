import type { WorkerId } from '../../../shared/ids.ts'
import type { Settings, SettingsPatch } from '../../../shared/settings.ts'
import type { ExportedText, ExportFormat, ImportPreview, ImportSource } from '../../../shared/transfer.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { BenchmarkRecord, WorkerInput } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import { addressKey } from './address-key.ts'
import { exportAddresses } from './export-addresses.ts'
import { exportDistributedConfig, exportWorkersJson } from './export-extension.ts'
import { exportTributary } from './export-tributary.ts'
import { uniqueName } from './names.ts'
import { type PlannedEntry, planImport } from './plan-import.ts'
import { readImport } from './read-import.ts'
import { settingsPatch, settingsThatDiffer } from './settings-offer.ts'
import type { StatedSettings } from './stated-worker.ts'
import type { TransferWorker } from './transfer-worker.ts'

const KEPT_PREVIEWS = 10

/** What an import brings of a worker besides its configuration. */
export interface ImportExtra {
  /** its speed as the file says it; `at` 0: undated, from a file. null: the file says none that is worth taking */
  readonly benchmark: BenchmarkRecord | null
}

/** The registry, as an import needs it. */
interface ImportPort {
  add(input: WorkerInput, extra: ImportExtra): Promise<unknown>
  /** `input` holds name, address and what changes; what is absent stays. */
  update(id: WorkerId, input: WorkerInput, extra: ImportExtra): Promise<unknown>
}

export interface TransferOptions {
  workers(): readonly TransferWorker[]
  password(id: WorkerId): string | null
  readonly settings: {
    get(): Settings
    update(patch: SettingsPatch): unknown
  }
  readonly apply: ImportPort
  newId(): string
}

export interface ImportOutcome {
  readonly added: number
  readonly changed: number
  /** names of workers whose password could not be kept because the system has no keyring */
  readonly withoutPassword: readonly string[]
}

export interface Transfer {
  /** What importing this would do. Changes nothing, sends nothing. Throws bad-request. */
  preview(source: ImportSource): ImportPreview
  /**
   * Does what a preview showed, for the entries named. Rejects with not-found (the preview is gone), bad-request (no such entry), not-now
   * (a worker to be changed is gone), or what the registry throws; what was done until then stays done, and asking again does the rest.
   */
  apply(token: string, keys: readonly number[], settings: boolean): Promise<ImportOutcome>
  /** `credentials`: with user names and passwords, in clear. Simulated workers are left out. */
  export(format: ExportFormat, credentials: boolean): ExportedText
}

interface Kept {
  readonly planned: readonly PlannedEntry[]
  readonly settings: StatedSettings
}

/** Import and export of the workers (docs/import-export.md). Passwords never leave through a preview. */
export function createTransfer(options: TransferOptions): Transfer {
  const previews = new Map<string, Kept>()

  function keep(token: string, kept: Kept): void {
    previews.set(token, kept)
    for (const oldest of previews.keys()) {
      if (previews.size <= KEPT_PREVIEWS) break
      previews.delete(oldest)
    }
  }

  async function applyEntry({ act }: PlannedEntry, outcome: MutableOutcome): Promise<void> {
    if (act.does === 'skip') return
    const extra = { benchmark: act.benchmark }
    if (act.does === 'change') {
      await keepingPassword(act.input, outcome, (input) => options.apply.update(act.id, input, extra))
      outcome.changed++
      return
    }
    const workers = options.workers()
    const address = addressKey(act.input.url)
    // Added meanwhile, or by the first half of an import that failed: there is nothing left to do.
    if (workers.some(({ config }) => addressKey(config.url) === address)) return
    const taken = new Set(workers.map(({ config }) => config.name.toLowerCase()))
    const name = uniqueName(act.input.name ?? 'worker', taken)
    await keepingPassword({ ...act.input, name }, outcome, (input) => options.apply.add(input, extra))
    outcome.added++
  }

  return {
    preview(source) {
      const read = readImport(source)
      const planned = planImport(read.entries, options.workers(), options.password)
      const token = options.newId()
      keep(token, { planned, settings: read.settings })
      return {
        token,
        format: read.format,
        entries: planned.map(({ entry }) => entry),
        settings: settingsThatDiffer(read.settings, options.settings.get()),
        warnings: [...read.warnings, ...warningsOf(planned)],
      }
    },

    async apply(token, keys, settings) {
      const kept = previews.get(token)
      if (kept === undefined)
        throw new TributaryError(
          'not-found',
          reason('transfer.import-gone'),
          reason('transfer.import-gone.remedy'),
        )
      const chosen = [...new Set(keys)].map((key) => kept.planned[key])
      const known = new Set(options.workers().map(({ config }) => config.id))
      for (const planned of chosen) {
        if (planned === undefined || planned.act.does === 'skip')
          throw new TributaryError('bad-request', reason('transfer.no-such-entry'), null, { field: 'keys' })
        if (planned.act.does === 'change' && !known.has(planned.act.id))
          throw new TributaryError(
            'not-now',
            reason('transfer.removed-meanwhile', { name: planned.entry.name }),
            reason('transfer.import-gone.remedy'),
          )
      }
      // Taken out while it runs, so that a second click cannot do it twice.
      previews.delete(token)
      const outcome: MutableOutcome = { added: 0, changed: 0, withoutPassword: [] }
      try {
        if (settings) await options.settings.update(settingsPatch(kept.settings, options.settings.get()))
        for (const planned of chosen) if (planned !== undefined) await applyEntry(planned, outcome)
      } catch (error) {
        keep(token, kept)
        throw error
      }
      return outcome
    },

    export(format, credentials) {
      const workers = options.workers().filter(({ simulated }) => !simulated)
      const passwordOf = credentials ? ({ config }: TransferWorker) => options.password(config.id) : null
      const settings = options.settings.get()
      switch (format) {
        case 'tributary':
          return { fileName: 'tributary-workers.json', text: exportTributary(workers, settings, passwordOf) }
        case 'workers-json':
          return { fileName: 'workers.json', text: exportWorkersJson(workers, settings, passwordOf) }
        case 'distributed-config':
          return {
            fileName: 'distributed-config.json',
            text: exportDistributedConfig(workers, settings, passwordOf),
          }
        case 'addresses':
          return { fileName: 'workers.txt', text: exportAddresses(workers, passwordOf) }
      }
    },
  }
}

interface MutableOutcome {
  added: number
  changed: number
  readonly withoutPassword: string[]
}

/** Without a keyring the worker comes in without its password: it can be typed in where the question about clear text can be asked. */
async function keepingPassword(
  input: WorkerInput,
  outcome: MutableOutcome,
  hand: (input: WorkerInput) => Promise<unknown>,
): Promise<void> {
  try {
    await hand(input)
  } catch (error) {
    if (!(error instanceof TributaryError) || error.kind !== 'no-keyring' || input.password == null)
      throw error
    const { password: _, ...rest } = input
    await hand(rest)
    outcome.withoutPassword.push(input.name ?? input.url)
  }
}

function warningsOf(planned: readonly PlannedEntry[]): Reason[] {
  const inputs = planned.flatMap(({ act }) => (act.does === 'skip' ? [] : [act.input]))
  const warnings: Reason[] = []
  if (inputs.some(({ syncCommand }) => syncCommand !== undefined && syncCommand !== ''))
    warnings.push(reason('transfer.brings-commands'))
  if (inputs.some(({ tls }) => tls?.kind === 'insecure')) warnings.push(reason('transfer.brings-unchecked'))
  return warnings
}
