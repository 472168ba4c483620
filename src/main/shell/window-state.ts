import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../system/make-folder.ts'

/** Smallest window the panel is laid out for, px. */
export const MIN_WINDOW_PX = { width: 1024, height: 700 } as const
const DEFAULT_WINDOW_PX = { width: 1440, height: 900 } as const
/** px of a window that must be on some screen for it to be reachable */
const REACHABLE_PX = 80

const px = z.number().int().min(-100_000).max(100_000)
const WindowState = z.object({
  x: px.nullable(),
  y: px.nullable(),
  width: px,
  height: px,
  maximized: z.boolean(),
})
/** Where the window was left; x and y null: where the system puts it. */
export type WindowState = z.infer<typeof WindowState>

export interface ScreenArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const FRESH: WindowState = { x: null, y: null, ...DEFAULT_WINDOW_PX, maximized: false }

/** Fits a remembered window to the screens there are now: large enough, no larger than a screen, reachable. */
export function fitToScreens(state: WindowState, screens: readonly ScreenArea[]): WindowState {
  const { x, y } = state
  const home =
    x === null || y === null ? undefined : screens.find((screen) => overlaps({ ...state, x, y }, screen))
  const room = home ?? screens[0] ?? { x: 0, y: 0, ...DEFAULT_WINDOW_PX }
  const width = Math.max(MIN_WINDOW_PX.width, Math.min(state.width, room.width))
  const height = Math.max(MIN_WINDOW_PX.height, Math.min(state.height, room.height))
  return home ? { ...state, width, height } : { ...state, x: null, y: null, width, height }
}

function overlaps(window: ScreenArea, screen: ScreenArea): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const down = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  return across >= REACHABLE_PX && down >= REACHABLE_PX && window.y >= screen.y - REACHABLE_PX
}

/** The window as it was left; a missing or broken file means a fresh window, which loses nothing. */
export function loadWindowState(file: string): WindowState {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return FRESH
  }
}

/** Remembers the window. Throws the file system's error. */
export function saveWindowState(file: string, state: WindowState): void {
  makeFolder(dirname(file))
  const draft = `${file}.draft`
  writeFileSync(draft, JSON.stringify(state))
  renameSync(draft, file)
}
