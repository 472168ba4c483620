import type { GenerationRequest } from './generation.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from './request-fields.ts'
import type { BenchmarkPayload, Settings } from './settings.ts'
import { type MessageKey, reason } from './words/catalogue.ts'
import { type Issue, namedIssue } from './words/issue.ts'
import type { Param, Reason } from './words/reason.ts'
import type { WorkerInput } from './worker.ts'

/** What people call the fields of an object, as its form labels them. null: the form has no such field. */
export interface FieldNames {
  readonly [field: string]: MessageKey | FieldNames | null
}

type NamesOf<T> = Readonly<Record<keyof T, MessageKey | FieldNames | null>>

const labelsOf = (fields: Readonly<Record<string, { readonly label: MessageKey | null }>>): FieldNames =>
  Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, label]))

/** Of a GenerationRequest. */
export const REQUEST_NAMES: FieldNames = {
  ...labelsOf(REQUEST_FIELDS),
  mode: 'generate.mode',
  stepScaling: 'generate.step-scaling',
  until: 'generate.until',
  runOver: 'generate.run-over',
  hires: { ...labelsOf(HIRES_FIELDS), upscaler: 'generate.hires.upscaler' },
} satisfies Partial<NamesOf<GenerationRequest>>

/** Of a WorkerInput or a WorkerConfig. */
export const WORKER_NAMES: FieldNames = {
  name: 'workers.field.name',
  url: 'workers.field.address',
  protocol: null,
  lane: 'workers.field.lane',
  colour: 'workers.field.colour',
  user: 'workers.field.user',
  password: 'workers.field.password',
  clearTextPassword: null,
  tls: 'workers.tls',
  pixelCap: 'workers.limits.pixels',
  maxBatch: 'workers.limits.images',
  checkpointOverride: 'workers.checkpoint',
  saveOnWorker: 'workers.save-on-worker',
  syncCommand: 'workers.sync',
  note: 'workers.field.note',
} satisfies NamesOf<WorkerInput>

const BENCHMARK_NAMES = {
  prompt: 'request.field.prompt',
  negativePrompt: 'request.field.negative-prompt',
  steps: 'request.field.steps',
  sampler: 'request.field.sampler',
  cfgScale: 'request.field.cfg-scale',
  width: 'request.field.width',
  height: 'request.field.height',
  warmUpRuns: 'request.field.warm-up-runs',
  measuredRuns: 'request.field.measured-runs',
} satisfies NamesOf<BenchmarkPayload>

/** Of the Settings. */
export const SETTINGS_NAMES: FieldNames = {
  theme: 'panel.settings.theme',
  welcomed: null,
  outputFolder: 'panel.settings.folder',
  fileTemplate: 'panel.settings.template',
  measureNew: 'panel.settings.measure-new',
  spareCopies: 'panel.settings.spare-copies',
  notifications: 'panel.settings.notifications',
  keepInTray: 'panel.settings.tray',
  trayExplained: null,
  graceSeconds: 'panel.settings.grace',
  maxBatch: 'panel.settings.batch',
  livePreviews: 'panel.settings.previews',
  keepPartials: 'panel.settings.partials',
  trashDays: 'panel.settings.trash',
  benchmark: BENCHMARK_NAMES,
  form: REQUEST_NAMES,
  formDefaults: REQUEST_NAMES,
  styles: 'request.field.styles',
  presets: 'presets.title',
  drafts: 'drafts.list',
  draftAt: null,
  formWidth: null,
  demoFleet: 'panel.settings.demo',
} satisfies NamesOf<Settings>

/** Of what the panel sends with its calls (contract.ts). */
export const CALL_FIELD_NAMES: FieldNames = {
  request: REQUEST_NAMES,
  input: WORKER_NAMES,
  patch: SETTINGS_NAMES,
  query: { since: 'pictures.filter.from', until: 'pictures.filter.to' },
}

/** What people call the field at a path: the innermost name on the way to it. Without one, the field as the code calls it. */
function nameAt(path: readonly PropertyKey[], names: FieldNames): Param {
  let at: FieldNames = names
  for (const field of path.map(String)) {
    const name = Object.hasOwn(at, field) ? at[field] : null
    if (typeof name === 'string') return reason(name)
    if (name === undefined || name === null) break
    at = name
  }
  const fields = path.map(String).filter((part) => !/^\d+$/.test(part))
  return fields.at(-1) ?? path.map(String).join('.')
}

/** A field that was refused. */
export interface WrongField {
  /** dotted path; '': the whole value is of another shape */
  readonly field: string
  /** as a sentence that names the field: "Steps must be at most 150." */
  readonly why: Reason
}

/**
 * The first thing that is wrong, of what zod found (an error of a `safeParse` is never without). `names`: of the fields of the outermost
 * value; `within`: where in that the value that was parsed stands.
 */
export function firstWrong(
  { issues }: { readonly issues: readonly Issue[] },
  names: FieldNames,
  within: readonly string[] = [],
): WrongField {
  const found = issues[0] ?? { path: [] }
  const issue = { ...found, path: [...within, ...found.path] }
  return { field: issue.path.map(String).join('.'), why: namedIssue(issue, nameAt(issue.path, names)) }
}
