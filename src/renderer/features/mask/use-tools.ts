import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import { arrowOf, keyStep, type Tool } from './painter-keys.ts'
import type { Painting } from './painting/painting.ts'
import type { Mode } from './raster/blend.ts'
import type { Point } from './raster/polygon.ts'
import type { Dab } from './raster/stroke.ts'
import type { PaintView } from './use-paint-view.ts'

interface ToolsOptions {
  readonly pane: RefObject<HTMLElement | null>
  /** the ring that shows where the brush is and how large */
  readonly ring: RefObject<HTMLElement | null>
  /** the line that the lasso has drawn so far */
  readonly line: RefObject<SVGPathElement | null>
  readonly painting: Painting
  readonly view: PaintView
  readonly tool: Tool
  /** px across, of the picture */
  readonly size: number
}

/** What is under way between a press and its end. */
type Doing =
  | { readonly does: 'stroke' }
  | { readonly does: 'lasso'; readonly mode: Mode; readonly points: Point[] }
  | { readonly does: 'pan'; x: number; y: number }

const opposite = (mode: Mode): Mode => (mode === 'paint' ? 'erase' : 'paint')
/** Less pressure than this is a pen that is lifted. */
const LEAST_PRESSURE = 0.05
/** px of the picture that a lasso has to move by before it gets another corner */
const LASSO_STEP = 1

/**
 * Pointer and keys on the picture. Nothing here draws React anew: a pen may report two hundred times a second, and the mask, the ring and the line
 * are moved by hand.
 */
export function useTools(options: ToolsOptions) {
  const now = useRef(options)
  now.current = options
  const doing = useRef<Doing | null>(null)
  const space = useRef<'up' | 'down' | 'used'>('up')
  /** where the brush is, px of the picture; null: it was never there */
  const place = useRef<Point | null>(null)
  /** corners that the keyboard has set with the lasso */
  const corners = useRef<Point[]>([])
  const box = useRef<DOMRect | null>(null)

  const toPicture = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { pane, view } = now.current
    // Measured as the pointer comes in and as it presses: to ask for each move would make the page lay itself out.
    box.current ??= pane.current?.getBoundingClientRect() ?? null
    const { left = 0, top = 0 } = box.current ?? {}
    return {
      x: (clientX - left - view.corner.left) / view.scale,
      y: (clientY - top - view.corner.top) / view.scale,
    }
  }
  const showAt = (point: Point) => {
    place.current = point
    const { ring, view } = now.current
    if (!ring.current) return
    const [x, y] = [view.corner.left + point.x * view.scale, view.corner.top + point.y * view.scale]
    ring.current.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`
    ring.current.dataset.shown = ''
  }
  const drawLine = (points: readonly Point[]) => {
    const { line, view } = now.current
    const on = ({ x, y }: Point) => `${view.corner.left + x * view.scale} ${view.corner.top + y * view.scale}`
    line.current?.setAttribute('d', points.length === 0 ? '' : `M${points.map(on).join('L')}`)
  }
  const dab = (point: Point, pressure = 1): Dab => ({ ...point, radius: (now.current.size * pressure) / 2 })
  const modeOf = (other: boolean): Mode => {
    const own: Mode = now.current.tool === 'eraser' ? 'erase' : 'paint'
    return other ? opposite(own) : own
  }
  const pressureOf = ({ pointerType, pressure }: { pointerType: string; pressure: number }): number =>
    pointerType === 'pen' ? Math.max(LEAST_PRESSURE, pressure) : 1

  const press = (event: PointerEvent<HTMLElement>) => {
    if (doing.current !== null || event.button > 2) return
    box.current = null
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = toPicture(event)
    const mode = modeOf(event.button === 2 || event.altKey)
    if (event.button === 1 || space.current !== 'up') {
      space.current = space.current === 'up' ? 'up' : 'used'
      doing.current = { does: 'pan', x: event.clientX, y: event.clientY }
      return
    }
    corners.current = []
    const { tool, painting } = now.current
    if (tool === 'fill') painting.flood(point, mode)
    else if (tool === 'lasso') doing.current = { does: 'lasso', mode, points: [point] }
    else {
      doing.current = { does: 'stroke' }
      painting.beginStroke(dab(point, pressureOf(event)), mode)
    }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const under = doing.current
    showAt(toPicture(event))
    if (under === null) return
    if (under.does === 'pan') {
      now.current.view.pan(event.clientX - under.x, event.clientY - under.y)
      under.x = event.clientX
      under.y = event.clientY
      return
    }
    const { nativeEvent } = event
    const all = nativeEvent.getCoalescedEvents?.() ?? []
    for (const each of all.length > 0 ? all : [nativeEvent]) {
      const point = toPicture(each)
      if (under.does === 'stroke') now.current.painting.continueStroke(dab(point, pressureOf(each)))
      else addCorner(under.points, point)
    }
    if (under.does === 'lasso') drawLine(under.points)
  }
  const lift = () => {
    const under = doing.current
    doing.current = null
    if (under?.does === 'stroke') now.current.painting.endStroke()
    if (under?.does === 'lasso') {
      drawLine([])
      now.current.painting.lasso(under.points, under.mode)
    }
  }
  /** What was begun is not done: the pointer was taken away, by the system or with Escape. Answers whether anything was under way. */
  const abandon = (): boolean => {
    const was = doing.current !== null || corners.current.length > 0
    if (doing.current?.does === 'stroke') now.current.painting.endStroke()
    doing.current = null
    corners.current = []
    drawLine([])
    return was
  }

  const pressed = (event: KeyboardEvent): boolean => {
    const arrow = arrowOf(event.key)
    const { painting, tool, size } = now.current
    const { width, height } = painting.plane
    const from = place.current ?? { x: width / 2, y: height / 2 }
    if (arrow !== null) {
      const step = keyStep(size, event.shiftKey)
      const to = {
        x: Math.min(width, Math.max(0, from.x + arrow.x * step)),
        y: Math.min(height, Math.max(0, from.y + arrow.y * step)),
      }
      if (space.current !== 'up' && tool !== 'fill' && tool !== 'lasso') {
        if (space.current === 'down') painting.beginStroke(dab(from), modeOf(event.altKey))
        space.current = 'used'
        painting.continueStroke(dab(to))
      }
      showAt(to)
      return true
    }
    if (event.key === ' ') {
      if (space.current === 'up') space.current = 'down'
      return true
    }
    if (event.key === 'Enter' && corners.current.length > 0) {
      painting.lasso(corners.current, modeOf(event.altKey))
      corners.current = []
      drawLine([])
      return true
    }
    return false
  }
  const released = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return
    const was = space.current
    space.current = 'up'
    const { painting, tool } = now.current
    if (was === 'used' && doing.current === null) painting.endStroke()
    if (was !== 'down') return
    const at = place.current ?? { x: painting.plane.width / 2, y: painting.plane.height / 2 }
    showAt(at)
    if (tool === 'fill') painting.flood(at, modeOf(event.altKey))
    else if (tool === 'lasso') {
      corners.current = [...corners.current, at]
      drawLine(corners.current)
    } else {
      painting.beginStroke(dab(at), modeOf(event.altKey))
      painting.endStroke()
    }
  }

  return {
    pointer: {
      onPointerDown: press,
      onPointerMove: move,
      onPointerUp: lift,
      onPointerCancel: () => void abandon(),
      onPointerEnter: () => {
        box.current = null
      },
      onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
    },
    pressed,
    released,
    abandon,
    /** where the keyboard left the brush is kept in sight when the view has changed */
    follow: () => {
      if (place.current) showAt(place.current)
      drawLine(corners.current)
    },
  }
}

function addCorner(points: Point[], point: Point): void {
  const last = points.at(-1)
  if (last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= LASSO_STEP) points.push(point)
}
