import type { ServerFacts } from '../server-facts.ts'
import { A1111 } from './a1111.ts'

/** reForge main: AUTOMATIC1111's code on Forge's backend. */
export const REFORGE: ServerFacts = {
  ...A1111,
  recognition: { by: 'openapi', field: 'hr_cfg' },
  version: 'f1.0.0v2-v1.10.1RC-latest-2000',
  extraFields: ['hr_cfg'],
  ownOptions: { sd_sampling: 'A1111' },
}
