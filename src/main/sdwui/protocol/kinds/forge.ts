import type { ServerFacts } from '../server-facts.ts'
import { A1111 } from './a1111.ts'

/** Forge 2 (lllyasviel) and what came of it. */
export const FORGE: ServerFacts = {
  ...A1111,
  recognition: { by: 'openapi', path: '/sdapi/v1/sd-modules' },
  version: 'f2.0.1v1.10.1-previous-669-gdfdcbab6',
  lacks: ['/sdapi/v1/sd-vae', '/sdapi/v1/checkpoint', '/sdapi/v1/status', '/sdapi/v1/version'],
  wwwAuthenticate: true,
  processTime: false,
  // An override unloads the model with every request.
  checkpoint: 'options',
  // Without the first a second pass runs at CFG 1, without the third it crashes.
  extraFields: ['hr_cfg', 'hr_distilled_cfg', 'hr_additional_modules', 'distilled_cfg_scale'],
  validation: 'pydantic2',
  errors: 'forge',
  modelChange: 'deferred',
  controlNetBuiltIn: true,
  loadsLazily: true,
  // Up to February 2025 they were made from the name of the file.
  hashes: 'own',
  ownOptions: { forge_additional_modules: [], forge_preset: 'sd', forge_try_reproduce: 'None' },
}
