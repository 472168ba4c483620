import type { LackedPart } from '../../../shared/worker.ts'
import { DETAILER_MODELS_PATH } from './detailer-models.ts'

/** A path of the API. */
export const sdapi = (name: string): string => `/sdapi/v1/${name}`

export const LISTS_OF_UI: readonly string[] = ['hypernetworks', 'face-restorers', 'realesrgan-models'].map(
  sdapi,
)

/** What the servers written in C++ leave out: progress and control, the panel's own routes, and most lists. */
export const NOT_IN_CPP: readonly string[] = [
  ...['/internal/ping', '/internal/progress', '/internal/pending-tasks', '/internal/sysinfo'],
  ...LISTS_OF_UI,
  ...['/sd_extra_networks/metadata', '/sd_extra_networks/get-single-card', '/sd_extra_networks/thumb'],
  ...['/controlnet/model_list', '/controlnet/module_list', DETAILER_MODELS_PATH],
  ...['progress', 'interrupt', 'skip', 'sd-vae', 'sd-modules', 'embeddings', 'memory', 'scripts'].map(sdapi),
  ...['script-info', 'cmd-flags', 'png-info', 'checkpoint', 'status', 'version', 'extensions'].map(sdapi),
  ...['extra-single-image', 'extra-batch-images', 'prompt-styles', 'interrogate'].map(sdapi),
  ...['refresh-checkpoints', 'refresh-vae', 'refresh-loras', 'refresh-embeddings'].map(sdapi),
  ...['unload-checkpoint', 'reload-checkpoint', 'server-stop', 'server-restart', 'server-kill'].map(sdapi),
]

/** Parts of a request that those servers have no field for. */
export const WITHOUT_IN_CPP: readonly LackedPart[] = [
  ...(['refiner', 'faces', 'tiling', 'seed-resize', 'scripts'] as const),
  ...(['hires-checkpoint', 'hires-sampler', 'hires-schedule', 'hires-prompts'] as const),
]
