import type { Snapshot } from '../../shared/contract.ts'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../shared/generation.ts'

export interface FormSlice {
  /**
   * The form as it stands, possibly not valid: an empty number field is NaN. It is checked with the schema of
   * the contract (form-errors.ts) and saved whenever it is valid.
   */
  readonly form: GenerationRequest
  /** a job is on its way to the main process */
  readonly submitting: boolean
}

export const firstForm: FormSlice = { form: DEFAULT_REQUEST, submitting: false }

export const formOf = (snapshot: Snapshot): FormSlice => ({ form: snapshot.settings.form, submitting: false })
