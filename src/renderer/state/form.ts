import type { Snapshot } from '../../shared/contract.ts'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../shared/generation.ts'
import type { Draft } from '../../shared/presets.ts'

export interface FormSlice {
  /**
   * The form as it stands, possibly not valid: an empty number field is NaN. It is checked with the schema of
   * the contract (form-errors.ts) and saved whenever it is valid.
   */
  readonly form: GenerationRequest
  /** all forms that are open, where there are several (drafts.ts); of the one at `draftAt` `form` counts */
  readonly drafts: readonly Draft[]
  readonly draftAt: number
  /** a job is on its way to the main process */
  readonly submitting: boolean
}

export const firstForm: FormSlice = {
  form: DEFAULT_REQUEST,
  drafts: [],
  draftAt: 0,
  submitting: false,
}

export function formOf({ settings: { form, drafts, draftAt } }: Snapshot): FormSlice {
  return { form, drafts, draftAt: Math.max(0, Math.min(draftAt, drafts.length - 1)), submitting: false }
}
