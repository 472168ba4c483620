import type { Snapshot } from '../../shared/contract.ts'
import { DEFAULT_REQUEST, type GenerationRequest, type ImageToImage } from '../../shared/generation.ts'
import type { Draft } from '../../shared/presets.ts'
import type { UsedPicture } from '../../shared/request-pictures.ts'

/** What a form that was put in lacks: pictures that are not stored on this computer. */
export interface MissingPictures {
  readonly pictures: readonly UsedPicture[]
  /** how images are to be made from the next picture that comes, where none was left to start from; null: as it is */
  readonly how: ImageToImage | null
}

export interface FormSlice {
  /**
   * The form as it stands, possibly not valid: an empty number field is NaN. It is checked with the schema of
   * the contract (form-errors.ts) and saved whenever it is valid.
   */
  readonly form: GenerationRequest
  /** all forms that are open, where there are several (drafts.ts); of the one at `draftAt` `form` counts */
  readonly drafts: readonly Draft[]
  readonly draftAt: number
  /** null: it has all of its pictures, or nobody wants to hear of them any more */
  readonly missing: MissingPictures | null
  /** a job is on its way to the main process */
  readonly submitting: boolean
}

export const firstForm: FormSlice = {
  form: DEFAULT_REQUEST,
  drafts: [],
  draftAt: 0,
  missing: null,
  submitting: false,
}

export function formOf({ settings: { form, drafts, draftAt } }: Snapshot): FormSlice {
  return {
    ...{ form, drafts, draftAt: Math.max(0, Math.min(draftAt, drafts.length - 1)) },
    ...{ missing: null, submitting: false },
  }
}
