import { canonicalCheckpointName } from '../../shared/names/checkpoints.ts'
import type { ImageFormat } from '../core/generation.ts'
import { cutToBytes, NAME_BYTES, safeName } from './safe-name.ts'

/** What a file name may be made of. */
export interface TemplateFacts {
  /** epoch ms; shown in local time */
  readonly at: number
  readonly jobNumber: number
  readonly index: number
  readonly seed: number
  readonly workerName: string
  readonly checkpoint: string | null
  readonly sampler: string
  readonly width: number
  readonly height: number
  readonly prompt: string
  readonly format: ImageFormat
}

export const PLACEHOLDERS = [
  'date',
  'time',
  'job',
  'index',
  'seed',
  'worker',
  'checkpoint',
  'sampler',
  'width',
  'height',
  'prompt',
  'ext',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

const DEEPEST = 8
const PROMPT_WORDS = 8
const EXTENSIONS: Readonly<Record<ImageFormat, string>> = { png: 'png', jpeg: 'jpg', webp: 'webp' }

/**
 * Path of a picture inside the output folder, forward slashes, made from the template by its placeholders: {date} {time} {job} {index}
 * {seed} {worker} {checkpoint} {sampler} {width} {height} {prompt} (its first words) {ext}. Only the template's own slashes make folders;
 * no text can lead out of the folder, and the extension always tells the format.
 */
export function pathFromTemplate(template: string, facts: TemplateFacts): string {
  const names = template
    .split(/[\\/]+/)
    .map((part) => safeName(fill(part, facts)))
    .filter((name) => name !== '')
  const folders = names.slice(0, -1).slice(0, DEEPEST - 1)
  return [...folders, fileName(names.at(-1) ?? '', facts)].join('/')
}

function fileName(name: string, facts: TemplateFacts): string {
  const extension = `.${EXTENSIONS[facts.format]}`
  const bare = name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name
  const stem = safeName(cutToBytes(bare, NAME_BYTES - extension.length - 1))
  return `${stem === '' ? `${facts.jobNumber}-${pad(facts.index, 4)}` : stem}${extension}`
}

/** The name to try when `path` is taken: `a/b.png`, 2 -> `a/b (2).png`. */
export function withSuffix(path: string, suffix: string | number): string {
  const dot = path.lastIndexOf('.')
  return `${path.slice(0, dot)} (${suffix})${path.slice(dot)}`
}

function fill(part: string, facts: TemplateFacts): string {
  return part.replace(/\{(\w+)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? textOf(name, facts) : whole,
  )
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}

function textOf(name: Placeholder, facts: TemplateFacts): string {
  const at = new Date(facts.at)
  switch (name) {
    case 'date':
      return `${at.getFullYear()}-${pad(at.getMonth() + 1, 2)}-${pad(at.getDate(), 2)}`
    case 'time':
      return `${pad(at.getHours(), 2)}-${pad(at.getMinutes(), 2)}-${pad(at.getSeconds(), 2)}`
    case 'job':
      return String(facts.jobNumber)
    case 'index':
      return pad(facts.index, 4)
    case 'seed':
      return String(facts.seed)
    case 'worker':
      return words(facts.workerName)
    case 'checkpoint':
      return words(facts.checkpoint === null ? 'default' : canonicalCheckpointName(facts.checkpoint))
    case 'sampler':
      return words(facts.sampler)
    case 'width':
      return String(facts.width)
    case 'height':
      return String(facts.height)
    case 'prompt':
      return promptWords(facts.prompt)
    case 'ext':
      return EXTENSIONS[facts.format]
  }
}

/** A value stays one name: what would part it is replaced. */
function words(text: string): string {
  return safeName(text, 60)
}

function promptWords(prompt: string): string {
  const plain = prompt.slice(0, 2000).replace(/<[^<>]{0,200}>/g, ' ')
  const found = plain.match(/[\p{L}\p{N}\p{M}'’-]+/gu) ?? []
  return words(found.slice(0, PROMPT_WORDS).join(' ')) || 'no prompt'
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
