import { advanced } from './english/advanced.ts'
import { app } from './english/app.ts'
import { cli } from './english/cli.ts'
import { common } from './english/common.ts'
import { consistency } from './english/consistency.ts'
import { control } from './english/control.ts'
import { dispatch } from './english/dispatch.ts'
import { drafts } from './english/drafts.ts'
import { fleet } from './english/fleet.ts'
import { format } from './english/format.ts'
import { gallery } from './english/gallery.ts'
import { generate } from './english/generate.ts'
import { help } from './english/help.ts'
import { inputs } from './english/inputs.ts'
import { mask } from './english/mask.ts'
import { panel } from './english/panel.ts'
import { picker } from './english/picker.ts'
import { pictures } from './english/pictures.ts'
import { planning } from './english/planning.ts'
import { presets } from './english/presets.ts'
import { prompt } from './english/prompt.ts'
import { queue } from './english/queue.ts'
import { request } from './english/request.ts'
import { review } from './english/review.ts'
import { sampling } from './english/sampling.ts'
import { scripts } from './english/scripts.ts'
import { server } from './english/server.ts'
import { settings } from './english/settings.ts'
import { shell } from './english/shell.ts'
import { start } from './english/start.ts'
import { transfer } from './english/transfer.ts'
import { upscale } from './english/upscale.ts'
import { vary } from './english/vary.ts'
import { workers } from './english/workers.ts'
import type { Parameters } from './parameters.ts'
import type { Reason } from './reason.ts'

/** Every sentence people read, by key, as ICU messages. One file for each area; a key begins with its area. */
export const AREAS = [
  common,
  planning,
  dispatch,
  server,
  fleet,
  transfer,
  app,
  gallery,
  settings,
  request,
  inputs,
  picker,
  shell,
  cli,
  generate,
  start,
  mask,
  upscale,
  vary,
  presets,
  drafts,
  review,
  advanced,
  help,
  control,
  consistency,
  prompt,
  sampling,
  scripts,
  queue,
  workers,
  pictures,
  panel,
  format,
] as const

export const ENGLISH = {
  ...common,
  ...planning,
  ...dispatch,
  ...server,
  ...fleet,
  ...transfer,
  ...app,
  ...gallery,
  ...settings,
  ...request,
  ...inputs,
  ...picker,
  ...shell,
  ...cli,
  ...generate,
  ...start,
  ...mask,
  ...upscale,
  ...vary,
  ...presets,
  ...drafts,
  ...review,
  ...advanced,
  ...help,
  ...control,
  ...consistency,
  ...prompt,
  ...sampling,
  ...scripts,
  ...queue,
  ...workers,
  ...pictures,
  ...panel,
  ...format,
} as const

export type MessageKey = keyof typeof ENGLISH
type MessageParams<Key extends MessageKey> = Parameters<(typeof ENGLISH)[Key]>

/** Arguments after a key: none where the sentence has no parameters. */
export type ParamsOf<Key extends MessageKey> = keyof MessageParams<Key> extends never
  ? []
  : [params: MessageParams<Key>]

/** A reason as data, with the parameters that its sentence needs. */
export function reason<Key extends MessageKey>(kind: Key, ...params: ParamsOf<Key>): Reason {
  return { kind, params: (params[0] ?? {}) as Reason['params'] }
}

/** Words that come from outside as they are, e.g. an error of the system. */
export const plainText = (text: string): Reason => ({ kind: 'common.text', params: { text } })
