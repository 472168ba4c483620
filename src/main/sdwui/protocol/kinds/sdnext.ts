import { LISTS_OF_UI, sdapi } from '../routes-of-kinds.ts'
import type { ServerFacts } from '../server-facts.ts'
import { A1111 } from './a1111.ts'

/** SD.Next (vladmandic). */
export const SDNEXT: ServerFacts = {
  ...A1111,
  recognition: { by: 'openapi', title: /sd\.?next/i },
  version: '2026-07-23',
  openApiTitle: 'SD.Next',
  apiFlag: false,
  lacks: [
    ...['/sd_extra_networks/get-single-card', '/sd_extra_networks/thumb'],
    ...['/internal/ping', '/internal/sysinfo', '/internal/pending-tasks'],
    ...['latent-upscale-modes', 'sd-modules', 'server-stop', 'server-restart', 'server-kill'].map(sdapi),
    ...LISTS_OF_UI,
    sdapi('interrogate'),
  ],
  restartPath: '/sdapi/v1/restart',
  restartFlag: false,
  auth: 'all',
  wwwAuthenticate: true,
  gzipFrom: 2048,
  emptyAnswers: '204',
  ownRoutes: {
    '/sdapi/v1/version': (_, { version }) => ({ app: 'sd.next', version }),
    '/sdapi/v1/status': ({ idle, queued }) => ({ status: idle ? 'idle' : 'running', queued }),
  },
  queue: 'any',
  taskIds: false,
  overrides: false,
  restoresOnlySaved: false,
  checkpoint: 'sdnext',
  defaults: { steps: 20, size: 1024, cfg: 6 },
  // It counts from "none", and enlarges no latents.
  resizeModes: { stretch: 1, crop: 2, fill: 3, latent: 1 },
  validation: 'pydantic2',
  infotextField: false,
  // It reads no override_settings of ours.
  ignores: ['vae', 'clipSkip'],
  // Its refiner is a model of its settings, its detailer is no restorer of faces.
  without: ['refiner', 'faces', 'hires-checkpoint', 'hires-schedule', 'hires-prompts'],
  errors: 'sdnext',
  info: 'sdnext',
  infotext: 'sdnext',
  samplesFormat: 'jpg',
  stoppingTold: false,
  optionsConfirmed: true,
  schedulersAreSamplers: true,
  openLoras: false,
  rows: {
    ...A1111.rows,
    sampler: (name, known) => ({ name, options: known?.options ?? {} }),
    scheduler: (name) => ({ name, cls: name, options: {} }),
    embeddings: (names) => ({ loaded: names, skipped: [] }),
    checkpoint: { type: 'safetensors' },
  },
}
