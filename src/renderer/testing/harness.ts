import { servePicturesFrom } from '../ui/picture-source.ts'
import { landscapeUrl } from './landscape.ts'
import { scenarioFrom } from './scenario.ts'
import { createScriptedApi } from './scripted-api.ts'
import { paintedUrl } from './scripted-inputs.ts'
import { removeMarks, unmarkedText } from './unmarked-text.ts'

/**
 * The panel without Electron: a scripted main process, chosen by the address, e.g.
 * `?state=running&fleet=30&theme=light#generate` (scenario.ts lists the words). `language=pseudo` marks the texts of the catalogue.
 */
const LARGE = new Set(['image', 'full-input'])
const scenario = scenarioFrom(new URLSearchParams(location.search))
Object.defineProperty(window, 'tributary', { value: createScriptedApi(scenario) })
// For the run of the tests that looks for text from outside the catalogue.
Object.defineProperty(window, 'unmarkedText', { value: unmarkedText })
Object.defineProperty(window, 'removeMarks', { value: removeMarks })
servePicturesFrom((ref) => paintedUrl(ref.id) ?? landscapeUrl(ref.id, LARGE.has(ref.kind) ? 1536 : 480))

await import('../main.tsx')
