import { InvalidArgumentError } from 'commander'
import { type EndTime, endTimeFrom } from '../../../shared/end-time.ts'
import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import type { Refiner } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { splitNamedAddress } from '../../../shared/named-address.ts'
import { say } from '../../../shared/words/say.ts'

/** A worker named on the command line: `URL`, `name=URL` or `name:address:port`, credentials allowed in the URL. */
export interface WorkerArgument {
  readonly name: string | null
  readonly url: string
}

/** Reads one `--worker` value and adds it to those before. Throws InvalidArgumentError. */
export function collectWorker(value: string, before: readonly WorkerArgument[] = []): WorkerArgument[] {
  if (before.length >= LIMITS.workers)
    throw new InvalidArgumentError(say('cli.too-many-workers', { most: LIMITS.workers }))
  // "name=URL": the name ends at the first '=' only when no '/' stands before it, so that a URL's own query stays whole.
  const named = /^([^=/:@]+)=(.+)$/s.exec(value.trim())
  const { name, address } = splitNamedAddress((named?.[2] ?? value).trim())
  if (address === '') throw new InvalidArgumentError(say('cli.address-needed'))
  return [...before, { name: named?.[1]?.trim() ?? name, url: address }]
}

/** A whole number within bounds. Throws InvalidArgumentError saying the bounds. */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (value.trim() === '' || !Number.isInteger(number) || number < min || number > max)
      throw new InvalidArgumentError(say('cli.whole-number', { min, max }))
    return number
  }
}

/** A number within bounds. Throws InvalidArgumentError saying the bounds. */
export function numberWithin(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number) || number < min || number > max)
      throw new InvalidArgumentError(say('cli.number', { min, max }))
    return number
  }
}

/** `18:00`, `45m`: when a job ends. Throws InvalidArgumentError saying the forms. */
export function endTime(value: string): EndTime {
  const time = endTimeFrom(value)
  if (time === null) throw new InvalidArgumentError(say('cli.until-form'))
  return time
}

/** `768x512` in px, each side a multiple of 8. Throws InvalidArgumentError. */
export function pictureSize(value: string): { width: number; height: number } {
  const match = /^(\d{1,5})x(\d{1,5})$/i.exec(value.trim())
  if (!match) throw new InvalidArgumentError(say('cli.size-form'))
  const [width, height] = [Number(match[1]), Number(match[2])]
  const { min, max, step } = LIMITS.side
  for (const side of [width, height]) {
    if (side < min || side > max) throw new InvalidArgumentError(say('cli.size-bounds', { min, max }))
    if (side % step !== 0) throw new InvalidArgumentError(say('cli.size-step', { step, side }))
  }
  return { width, height }
}

/** `1024x768`, or `1024x0` where the other side follows, in px. Throws InvalidArgumentError. */
export function targetSize(value: string): { width: number; height: number } {
  const match = /^(\d{1,5})x(\d{1,5})$/i.exec(value.trim())
  const [width, height] = [Number(match?.[1]), Number(match?.[2])]
  const { max } = LIMITS.side
  if (match === null || width + height === 0 || Math.max(width, height) > max)
    throw new InvalidArgumentError(say('cli.target-form', { max }))
  return { width, height }
}

/** One more text of an option that may be given several times. */
export const collectText = (value: string, before: readonly string[] = []): string[] => [...before, value]

/** `key=value`; the value is JSON, or a text where it is none. Throws InvalidArgumentError. */
export function collectOverride(value: string, before: ExtraFields = {}): ExtraFields {
  const [, key, text] = /^([^=]+)=(.*)$/s.exec(value) ?? []
  if (key === undefined || text === undefined) throw new InvalidArgumentError(say('cli.override-form'))
  return { ...before, [key.trim()]: jsonOrText(text) }
}

function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** `name` or `name@0.8`: from which share of the steps on. Throws InvalidArgumentError. */
export function refinerAt(value: string): Refiner {
  const [, checkpoint = '', share = '0.8'] = /^(.*?)(?:@([\d.]+))?$/s.exec(value.trim()) ?? []
  const switchAt = Number(share)
  if (checkpoint === '' || !(switchAt >= 0 && switchAt <= 1))
    throw new InvalidArgumentError(say('cli.refiner-form'))
  return { checkpoint, switchAt }
}

/** `2048x1536` in px, of any sides that pictures are made larger to. Throws InvalidArgumentError. */
export function largerSize(value: string): { width: number; height: number } {
  const match = /^(\d{1,5})x(\d{1,5})$/i.exec(value.trim())
  const [width, height] = [Number(match?.[1]), Number(match?.[2])]
  const { max } = LIMITS.largerSide
  if (match === null || Math.min(width, height) < 1 || Math.max(width, height) > max)
    throw new InvalidArgumentError(say('cli.larger-size-form', { max }))
  return { width, height }
}

/** A JSON object. Throws InvalidArgumentError. */
export function jsonObject(value: string): ExtraFields {
  const parsed = parsedJson(value)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new InvalidArgumentError(say('cli.json-object'))
  return parsed as ExtraFields
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** One of a few words. Throws InvalidArgumentError naming them. */
export function oneOf<const Choice extends string>(...choices: Choice[]): (value: string) => Choice {
  return (value) => {
    const choice = choices.find((candidate) => candidate === value)
    if (choice === undefined)
      throw new InvalidArgumentError(say('cli.one-of', { choices: choices.join(', ') }))
    return choice
  }
}
