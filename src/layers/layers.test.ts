import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LAYERS } from './layers.ts'
import { isTestCode, layerOf, refusalOf } from './refusals.ts'
import { edgesOf, readEdges } from './source-graph.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('the layers', () => {
  it('allow every import of every file', () => {
    expect(readEdges(root).flatMap((edge) => refusalOf(edge) ?? [])).toEqual([])
  })

  it('hold every file', () => {
    const files = globSync('src/**/*.{ts,tsx,css}', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
    expect(files.filter((file) => layerOf(file) === null)).toEqual([])
  })

  it('name folders, files and packages that exist', () => {
    const manifest: { dependencies: object; devDependencies: object } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    )
    const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
    const isThere = (name: string) =>
      name.startsWith('node:') || name.startsWith('src/')
        ? existsSync(join(root, name.replace(/\/\*$/, ''))) || name.startsWith('node:')
        : packages.includes(name)
    const named = LAYERS.flatMap((row) => [row.at, ...row.may, ...(row.tests ?? [])])
    expect([...new Set(named)].filter((name) => !isThere(name))).toEqual([])
  })
})

/** What no layer allows: the file, and a line in it. */
const FORBIDDEN: readonly (readonly [file: string, line: string])[] = [
  // The domain and the outside.
  ['src/main/core/planning/x.ts', "import { app } from 'electron'"],
  ['src/main/core/planning/x.ts', "import type { App } from 'electron/main'"],
  ['src/main/core/planning/x.ts', "import axios from 'axios'"],
  ['src/main/core/speed/x.ts', "import { readFileSync } from 'node:fs'"],
  ['src/main/core/speed/x.ts', "import { readFileSync } from 'fs'"],
  ['src/main/core/prompt/x.ts', "export { sep } from 'node:path'"],
  ['src/main/core/dispatch/job/x.ts', "import type { InFlight } from '../request/in-flight.ts'"],
  ['src/main/core/dispatch/forecast/x.ts', "import { Announcer } from '../queue/announcer.ts'"],
  ['src/main/core/dispatch/sending/x.ts', "import type { Dispatcher } from '../dispatcher.ts'"],
  ['src/main/core/dispatch/job/x.ts', "const later = () => import('node:timers/promises')"],
  ['src/main/core/dispatch/job/x.ts', 'const later = (name: string) => import(name)'],
  ['src/main/core/dispatch/request/x.ts', "const fs = require('node:fs')"],
  ['src/main/core/dispatch/answer/x.ts', "import sharp = require('sharp')"],
  ['src/main/core/dispatch/worker/x.ts', "import { z } from 'zod'"],
  // The domain and the layers around it.
  ['src/main/core/dispatch/x.ts', "import type { Client } from '../../sdwui/client/client.ts'"],
  ['src/main/core/dispatch/x.ts', "type Fleet = import('../../fleet/fleet.ts').Fleet"],
  ['src/main/core/ports.ts', "export type * from '../gallery/gallery.ts'"],
  ['src/main/core/x.ts', "import { systemClock } from '../system/clock.ts'"],
  ['src/main/core/x.ts', "import '../index.ts'"],
  // Within the domain.
  ['src/main/core/planning/x.ts', "import { Job } from '../dispatch/job/job.ts'"],
  ['src/main/core/speed/x.ts', "import { plan } from '../planning/plan.ts'"],
  // Layers that stand beside each other.
  ['src/main/sdwui/protocol/x.ts', "import { probe } from '../client/probe.ts'"],
  ['src/main/sdwui/protocol/x.ts', "import http from 'node:http'"],
  ['src/main/sdwui/client/x.ts', "import { startServer } from '../../simulator/server/server.ts'"],
  ['src/main/fleet/x.ts', "import type { Gallery } from '../gallery/gallery.ts'"],
  ['src/main/gallery/x.ts', "import { dialog } from 'electron'"],
  ['src/main/settings/x.ts', "import('../app/app.ts')"],
  ['src/main/app/x.ts', "import { BrowserWindow } from 'electron'"],
  ['src/main/app/x.ts', "import { createWindow } from '../shell/window.ts'"],
  ['src/main/cli/x.ts', "import { register } from '../ipc/register.ts'"],
  ['src/main/ipc/x.ts', "import { ipcMain } from 'electron'"],
  // What crosses between the processes.
  ['src/shared/x.ts', "import { join } from 'node:path'"],
  ['src/shared/x.ts', "import type { Job } from '../main/core/dispatch/job/job.ts'"],
  ['src/shared/words/x.ts', "import { useState } from 'react'"],
  ['src/preload/index.ts', "import { z } from 'zod'"],
  // The panel.
  ['src/renderer/app/x.tsx', "import type { Plan } from '../../main/core/planning/plan.ts'"],
  ['src/renderer/state/x.ts', "import { ipcRenderer } from 'electron/renderer'"],
  ['src/renderer/ui/x.tsx', "import { useStore } from '../state/store.ts'"],
  ['src/renderer/state/x.ts', "export { Gallery } from '../features/gallery/Gallery.tsx'"],
  ['src/renderer/features/welcome/x.tsx', "import { Card } from '../workers/card/Card.tsx'"],
  ['src/renderer/features/viewer/x.tsx', "import { palette } from '../../app/palette.ts'"],
  ['src/renderer/features/viewer/x.tsx', "const all = import.meta.glob('../**/*.tsx')"],
  // Code that is for tests.
  ['src/main/app/x.ts', "import { virtualFleet } from '../core/dispatch/testing/virtual-fleet.ts'"],
  ['src/main/core/x.ts', "import { clock } from './awake-clock.test.ts'"],
  ['src/main/fleet/x.ts', "import { vi } from 'vitest'"],
  // What is not in the bundle.
  ['src/main/index.ts', "import { bench } from '../../bench/main.ts'"],
  ['src/main/app/x.ts', "import manifest from '../../../package.json'"],
  ['src/main/gallery/x.ts', "new Worker(new URL('../simulator/thread.ts', import.meta.url))"],
  ['src/shared/x.ts', '/// <reference types="node" />'],
  ['src/elsewhere/x.ts', "import { z } from 'zod'"],
]

/** The same ways to import, where they are allowed. */
const ALLOWED: readonly (readonly [file: string, line: string])[] = [
  ['src/shared/x.ts', "import { z } from 'zod'"],
  ['src/main/core/planning/x.ts', "import type { WorkerPort } from '../ports.ts'"],
  ['src/main/core/dispatch/request/x.ts', "import { plan } from '../../planning/plan.ts'"],
  ['src/main/core/dispatch/request/x.test.ts', "import { fleet } from '../testing/virtual-fleet.ts'"],
  ['src/main/gallery/x.ts', "const load = () => import('sharp')"],
  ['src/main/shell/x.ts', "import { app } from 'electron/main'"],
  ['src/main/app/x.ts', "import { createClient } from '../sdwui/client/client.ts'"],
  ['src/renderer/features/queue/order/x.ts', "import { byState } from '../groups.ts'"],
  ['src/renderer/features/workers/x.tsx', "import { useSortable } from '@dnd-kit/react/sortable'"],
  ['src/renderer/app/x.tsx', "import { Viewer } from '../features/viewer/Viewer.tsx'"],
  ['src/renderer/app/x.test.ts', "import css from './tokens.css?raw'"],
]

describe('an import is refused', () => {
  it.each(FORBIDDEN)('%s: %s', (file, line) => {
    const [edge, ...others] = edgesOf(file, line)
    expect(others).toEqual([])
    const refusal = edge && refusalOf(edge)
    expect(refusal).toContain(file)
    expect(refusal).toMatch(/\.$/)
  })
})

describe('an import is allowed', () => {
  it.each(ALLOWED)('%s: %s', (file, line) => {
    const [edge] = edgesOf(file, line)
    expect(edge).toBeDefined()
    expect(edge && refusalOf(edge)).toBeNull()
  })
})

describe('a refusal', () => {
  it('names the line of the import', () => {
    const edges = edgesOf('src/shared/x.ts', "import { z } from 'zod'\n\nimport fs from 'node:fs'\n")
    expect(edges.map(refusalOf)).toEqual([
      null,
      'src/shared/x.ts:3 imports node:fs, which src/shared may not import.',
    ])
  })

  it('is not made of a word that only looks like an import', () => {
    expect(edgesOf('src/shared/x.ts', "// import fs from 'node:fs'\nconst a = \"require('fs')\"")).toEqual([])
  })

  it('does not hide behind a file that cannot be parsed', () => {
    expect(() => edgesOf('src/shared/x.ts', 'import { from')).toThrow('src/shared/x.ts cannot be parsed')
  })
})

describe('code for tests', () => {
  it.each([
    ['src/main/core/x.test.ts', true],
    ['src/renderer/app/X.test.tsx', true],
    ['src/main/core/dispatch/testing/virtual-fleet.ts', true],
    ['src/main/core/testing-time.ts', false],
  ])('%s: %s', (file, expected) => {
    expect(isTestCode(file)).toBe(expected)
  })
})
