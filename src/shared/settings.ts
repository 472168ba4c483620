import { z } from 'zod'
import { DEFAULT_REQUEST, GenerationRequest } from './generation.ts'
import { LIMITS } from './limits.ts'
import { Draft, Preset } from './presets.ts'
import { PromptStyle } from './styles.ts'

export const BenchmarkPayload = z.object({
  prompt: z.string().max(10_000),
  negativePrompt: z.string().max(10_000),
  steps: z.number().int().min(1).max(150),
  sampler: z.string().max(200),
  cfgScale: z.number().min(1).max(30),
  width: z.number().int().min(64).max(2048).multipleOf(8),
  height: z.number().int().min(64).max(2048).multipleOf(8),
  warmUpRuns: z.number().int().min(0).max(10),
  measuredRuns: z.number().int().min(1).max(20),
})
export type BenchmarkPayload = z.infer<typeof BenchmarkPayload>

export const Settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** false until the welcome screen was left */
  welcomed: z.boolean(),
  /** folder of the pictures; null: <Pictures>/Tributary */
  outputFolder: z.string().max(4000).nullable(),
  /** path template inside it, see docs/guide.md */
  fileTemplate: z.string().min(1).max(300),
  notifications: z.enum(['batch', 'job', 'off']),
  keepInTray: z.boolean(),
  /** whether "still working in the tray" was explained once */
  trayExplained: z.boolean(),
  /** seconds: the seed extension's "job timeout", default 3 */
  graceSeconds: z.number().min(0).max(600),
  /** largest batch where nothing better is known */
  maxBatch: z.number().int().min(1).max(64),
  livePreviews: z.boolean(),
  keepPartials: z.boolean(),
  /** days after which what is in the trash is deleted for good; null: never */
  trashDays: z.literal([1, 7, 30]).nullable(),
  benchmark: BenchmarkPayload,
  /** new machines are measured in the background, while no job wants them */
  measureNew: z.boolean(),
  /** machines that would be idle make images that others are at, in case one of those breaks */
  spareCopies: z.boolean(),
  /** the form as it was left */
  form: GenerationRequest,
  /** what the form is reset to */
  formDefaults: GenerationRequest,
  /** a person's own, in their order */
  styles: z.array(PromptStyle).max(LIMITS.ownStyles),
  presets: z.array(Preset).max(LIMITS.presets),
  /** all forms that are open, in their order, where there are several; of the one at `draftAt` `form` counts */
  drafts: z.array(Draft).max(LIMITS.drafts),
  draftAt: z
    .number()
    .int()
    .min(0)
    .max(LIMITS.drafts - 1),
  formWidth: z.number().int().min(280).max(640),
  demoFleet: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

export const SettingsPatch = Settings.partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** Settings that mean the same on another computer: all but folders, and what the panel remembers of this one. */
export const PortableSettings = Settings.omit({
  welcomed: true,
  outputFolder: true,
  trayExplained: true,
  form: true,
  drafts: true,
  draftAt: true,
  formWidth: true,
  demoFleet: true,
})
export type PortableSettings = z.infer<typeof PortableSettings>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  welcomed: false,
  outputFolder: null,
  fileTemplate: '{date}/{job}-{index}-{seed}.{ext}',
  notifications: 'batch',
  keepInTray: true,
  trayExplained: false,
  graceSeconds: 3,
  maxBatch: 8,
  livePreviews: true,
  keepPartials: false,
  trashDays: 30,
  benchmark: {
    prompt: 'A herd of cows grazing at the bottom of a sunny valley',
    negativePrompt: '',
    steps: 20,
    sampler: 'Euler a',
    cfgScale: 7,
    width: 512,
    height: 512,
    warmUpRuns: 2,
    measuredRuns: 3,
  },
  measureNew: true,
  spareCopies: true,
  form: DEFAULT_REQUEST,
  formDefaults: DEFAULT_REQUEST,
  styles: [],
  presets: [],
  drafts: [],
  draftAt: 0,
  formWidth: 360,
  demoFleet: false,
}
