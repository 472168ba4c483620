import { create } from 'zustand'
import { DEFAULT_REQUEST, type GenerationRequest, type Upscale } from '../../shared/generation.ts'
import type { InputId, InputPicture } from '../../shared/input-picture.ts'
import type { Problem } from '../../shared/problem.ts'
import { addInputs, type Incoming } from './add-inputs.ts'

/** Pictures that are to be made larger, as long as somebody is asked how. */
interface UpscaleDraft {
  readonly open: boolean
  readonly pictures: readonly InputPicture[]
  /** what the dialog begins with; null: what was chosen last */
  readonly how: Upscale | null
  /** how many are on their way */
  readonly adding: number
  readonly refused: readonly Problem[]
}

const NOTHING: UpscaleDraft = { open: false, pictures: [], how: null, adding: 0, refused: [] }

export const useUpscaleDraft = create<UpscaleDraft>(() => NOTHING)

/** Which opening of the dialog what is added belongs to. */
let opening = 0

/** Asks how these pictures, and what files are added to them, are to be made larger. */
export async function askToUpscale(incoming: readonly Incoming[]): Promise<void> {
  opening++
  useUpscaleDraft.setState({ ...NOTHING, open: true })
  await addToUpscale(incoming)
}

/** Asks again about a job that made pictures larger, beginning with what was chosen then. */
export function askToUpscaleAgain({ inputs, upscale }: Pick<GenerationRequest, 'inputs' | 'upscale'>): void {
  opening++
  useUpscaleDraft.setState({ ...NOTHING, open: true, pictures: inputs, how: upscale })
}

/** Adds pictures to those that are asked about. */
export async function addToUpscale(incoming: readonly Incoming[]): Promise<void> {
  const own = opening
  const change = (patch: (draft: UpscaleDraft) => Partial<UpscaleDraft>) => {
    if (own === opening) useUpscaleDraft.setState(patch)
  }
  change(({ adding }) => ({ adding: adding + incoming.length, refused: [] }))
  for (const each of incoming) {
    const { pictures, refused } = await addInputs([each], 'picture')
    change((draft) => ({
      adding: draft.adding - 1,
      refused: [...draft.refused, ...refused],
      pictures: [
        ...draft.pictures,
        ...pictures.filter(({ id }) => draft.pictures.every((other) => other.id !== id)),
      ],
    }))
  }
}

export const takeFromUpscale = (id: InputId): void =>
  useUpscaleDraft.setState(({ pictures }) => ({ pictures: pictures.filter((each) => each.id !== id) }))

export function endUpscale(): void {
  opening++
  useUpscaleDraft.setState(NOTHING)
}

/** The job that makes pictures larger, or restores their faces, each once. */
export const upscaleRequest = (inputs: readonly InputPicture[], upscale: Upscale): GenerationRequest => ({
  ...DEFAULT_REQUEST,
  inputs,
  images: 1,
  upscale,
})
