import { servePicturesFrom } from '../ui/picture-source.ts'
import { landscapeUrl } from './landscape.ts'
import { scenarioFrom } from './scenario.ts'
import { createScriptedApi } from './scripted-api.ts'

/**
 * The panel without Electron: a scripted main process, chosen by the address, e.g.
 * `?state=running&fleet=30&theme=light#generate` (scenario.ts lists the words).
 */
const scenario = scenarioFrom(new URLSearchParams(location.search))
Object.defineProperty(window, 'tributary', { value: createScriptedApi(scenario) })
servePicturesFrom((ref) => landscapeUrl(ref.id, ref.kind === 'image' ? 1536 : 480))

await import('../main.tsx')
