import { withUnits } from './control-unit-fields.ts'
import { CONTROLNET, type UnitFields, unitsIn } from './control-units.ts'
import type { ExtraFields, Json } from './extra-fields.ts'
import type { GenerationRequest } from './generation.ts'
import type { InputId } from './input-picture.ts'
import { readReference } from './input-reference.ts'
import { isRecord } from './is-record.ts'
import { reason } from './words/catalogue.ts'
import type { Reason } from './words/reason.ts'

/** A stored picture that a request refers to. */
export interface UsedPicture {
  readonly id: InputId
  /** among what images are made from, in a unit of ControlNet, or in what another script is given */
  readonly place: 'start' | 'unit' | 'script'
  /** what it is there, in words: "red.png", "the mask of red.png" */
  readonly what: Reason
}

type Pictured = Pick<GenerationRequest, 'inputs' | 'imageToImage' | 'script' | 'extra'>

/** All stored pictures that a request refers to, in the order of the form. One that it refers to twice stands there twice. */
export function picturesOf({
  inputs = [],
  imageToImage = null,
  script = null,
  extra = {},
}: Partial<Pictured>): UsedPicture[] {
  const found: UsedPicture[] = inputs.map(({ id, name }) => ({
    ...{ id, place: 'start' },
    what: reason('inputs.used', { name }),
  }))
  const mask = imageToImage?.mask
  if (mask) found.push({ id: mask.id, place: 'start', what: reason('inputs.used.mask') })
  for (const [of, own] of Object.entries(imageToImage?.ownMasks ?? {})) {
    const name = inputs.find(({ id }) => id === of)?.name ?? own.name
    found.push({ id: own.id, place: 'start', what: reason('inputs.used.own-mask', { name }) })
  }
  unitsIn(extra).forEach((unit, at) => {
    const what = reason('inputs.used.unit', { unit: at + 1 })
    for (const id of referencesIn(unit)) found.push({ id, place: 'unit', what })
  })
  for (const [title, held] of otherScripts({ script, extra }))
    for (const id of referencesIn(held))
      found.push({ id, place: 'script', what: reason('inputs.used.script', { title }) })
  return found
}

/** More names would fill the screen. */
const MOST_TOLD = 5

/** What pictures are, each once: the first few of many, and how many more. */
export function pictureWords(pictures: readonly UsedPicture[]): Reason[] {
  const told = [...new Map(pictures.map(({ what }) => [JSON.stringify(what), what])).values()]
  const more = told.length - MOST_TOLD
  return more < 1 ? told : [...told.slice(0, MOST_TOLD), reason('inputs.used.more', { count: more })]
}

/**
 * The request without pictures that are not stored. Units of ControlNet lose theirs, and say so themselves; without any picture left to start
 * from, images are made from the prompt alone. References that other scripts hold stay: what they mean there is not ours to say.
 */
export function withoutPictures<Request extends Partial<Pictured>>(
  request: Request,
  gone: ReadonlySet<string>,
): Request {
  const { inputs, imageToImage, extra } = request
  const left = inputs?.filter(({ id }) => !gone.has(id))
  const how = imageToImage === undefined || left?.length !== 0 ? imageToImage : null
  return {
    ...request,
    ...(left === undefined ? {} : { inputs: left }),
    ...(how === undefined ? {} : { imageToImage: how && withoutMasks(how, gone, left) }),
    ...(extra === undefined ? {} : { extra: withoutUnitPictures(extra, gone) }),
  }
}

/** How images are made from pictures, without masks that are gone, and without those of pictures that are not among `inputs`. */
export function withoutMasks(
  how: NonNullable<GenerationRequest['imageToImage']>,
  gone: ReadonlySet<string>,
  inputs: GenerationRequest['inputs'] | undefined,
): NonNullable<GenerationRequest['imageToImage']> {
  const { mask, ownMasks = {}, ...others } = how
  const kept = Object.entries(ownMasks).filter(
    ([of, { id }]) => !gone.has(id) && (inputs === undefined || inputs.some((each) => each.id === of)),
  )
  return {
    ...{ ...others, mask: mask && !gone.has(mask.id) ? mask : null },
    ...(kept.length === 0 ? {} : { ownMasks: Object.fromEntries(kept) }),
  }
}

function withoutUnitPictures(extra: ExtraFields, gone: ReadonlySet<string>): ExtraFields {
  const units = unitsIn(extra)
  const isGone = (value: Json) => referencesIn(value).some((id) => gone.has(id))
  if (!units.some(isGone)) return extra
  return withUnits(
    extra,
    units.map((unit) => Object.fromEntries(Object.entries(unit).filter(([, value]) => !isGone(value)))),
  )
}

/** What scripts other than ControlNet are given, by their titles, and further fields by their names. */
function otherScripts({ script, extra }: Pick<Pictured, 'script' | 'extra'>): (readonly [string, Json])[] {
  const scripts = isRecord(extra.alwayson_scripts) ? (extra.alwayson_scripts as UnitFields) : {}
  return [
    ...Object.entries(scripts).filter(([title]) => title.toLowerCase() !== CONTROLNET),
    ...Object.entries(extra).filter(([name]) => name !== 'alwayson_scripts'),
    ...(script === null ? [] : [[script.title, script.args] as const]),
  ]
}

/** Ids of the pictures that a value refers to, however deep: JSON of a request is 24 levels deep at most. */
function referencesIn(value: Json): InputId[] {
  if (typeof value === 'string') {
    const found = readReference(value)
    return found === null ? [] : [found.id]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((each) => referencesIn(each as Json))
}
