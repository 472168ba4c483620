import { create } from 'zustand'
import type { CallRequest } from '../../shared/contract.ts'
import type { InputId, InputPicture } from '../../shared/input-picture.ts'
import type { StoredImage } from '../../shared/job.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Problem } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { call } from '../state/call.ts'
import { ProblemError, problemFrom } from '../state/problem-error.ts'

/** A picture that is to become an input: a file that was chosen, dropped or pasted, or one of the gallery. */
export type Incoming = File | StoredImage

/** What became of pictures that were to be added. */
export interface Added {
  readonly pictures: readonly InputPicture[]
  /** what servers wrote into each of the pictures */
  readonly infotexts: readonly (string | null)[]
  readonly refused: readonly Problem[]
  /** what was done to pictures that a person should know */
  readonly notes: readonly Reason[]
}

interface Adding {
  /** how many are on their way */
  readonly count: number
  /** masks of the parts of pictures that were transparent, known since the page was loaded */
  readonly shapes: Readonly<Record<InputId, InputPicture>>
}

export const useAdding = create<Adding>(() => ({ count: 0, shapes: {} }))

/** Stores pictures as inputs, one after the other: each may be large. Never rejects. */
export async function addInputs(incoming: readonly Incoming[], role: 'picture' | 'mask'): Promise<Added> {
  const pictures: InputPicture[] = []
  const infotexts: (string | null)[] = []
  const refused: Problem[] = []
  const notes: Reason[] = []
  const under = (change: number) => useAdding.setState(({ count }) => ({ count: count + change }))
  under(incoming.length)
  for (const each of incoming) {
    try {
      const added = await addOne(each, role)
      pictures.push(added.picture)
      infotexts.push(added.infotext)
      notes.push(...added.notes)
      const { shape } = added
      if (shape !== null)
        useAdding.setState(({ shapes }) => ({ shapes: { ...shapes, [added.picture.id]: shape } }))
    } catch (error) {
      refused.push(problemFrom(error))
    }
    under(-1)
  }
  return { pictures, infotexts, refused, notes }
}

async function addOne(incoming: Incoming, role: 'picture' | 'mask') {
  return await call('addInput', { source: await sourceOf(incoming), role })
}

/** A file that is too large is not even read. */
async function sourceOf(incoming: Incoming): Promise<CallRequest<'addInput'>['source']> {
  if (!(incoming instanceof File)) return { from: 'gallery', imageId: incoming.id }
  const { name, size } = incoming
  if (size > LIMITS.inputBytes)
    throw refusal(
      reason('inputs.too-many-bytes', {
        name,
        megabytes: Math.ceil(size / 1e6),
        most: Math.floor(LIMITS.inputBytes / 1e6),
      }),
      reason('inputs.smaller.remedy'),
    )
  const content = await incoming.arrayBuffer().catch((error: unknown) => {
    // A folder, or a file that went away.
    throw refusal(
      reason('inputs.unreadable', { name, error: error instanceof Error ? error.message : '' }),
      null,
    )
  })
  return { from: 'bytes', name: name.slice(0, 300), bytes: new Uint8Array(content) }
}

const refusal = (message: Reason, remedy: Reason | null) =>
  new ProblemError({ kind: 'bad-request', message, remedy, field: 'inputs' })
