import type { CallRequest } from '../../shared/contract.ts'
import { type AddedInput, InputId, type InputPicture } from '../../shared/input-picture.ts'
import { reason } from '../../shared/words/catalogue.ts'

const SIZES = [
  [1536, 1024],
  [832, 1216],
  [1024, 1024],
] as const

let count = 0

/** A picture as the main process would have stored it; what it shows follows from its number. */
export function inputFixture(number: number, name = `harbour-${number}.png`): InputPicture {
  const [width, height] = SIZES[number % SIZES.length] ?? [512, 512]
  return { id: InputId.parse(number.toString(16).padStart(64, '0')), name, width, height }
}

/** Takes any picture; refuses one whose name says that it is broken. Those called "cut" were transparent in part. */
export function addScripted({ source, role }: CallRequest<'addInput'>): AddedInput {
  const name = source.from === 'bytes' ? source.name : `31-${source.imageId.slice(-2)}.png`
  if (name.startsWith('broken')) throw new Refused(name)
  const picture = inputFixture(100 + count++, name)
  const shape = role === 'picture' && name.startsWith('cut') ? inputFixture(100 + count++, name) : null
  return { picture, shape, notes: name.endsWith('.gif') ? [reason('inputs.first-frame', { name })] : [] }
}

class Refused extends Error {
  constructor(name: string) {
    super(`${name} is damaged or not complete: it cannot be decoded. Save or download it again.`)
  }
}
