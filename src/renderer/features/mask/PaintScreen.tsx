import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { say } from '../../../shared/words/say.ts'
import type { Plane } from '../../inputs/mask/plane.ts'
import { usePanel } from '../../state/panel-store.ts'
import { recall, remember } from '../../ui/local-memory.ts'
import { Picture } from '../../ui/Picture.tsx'
import { fromMiddle, useWheel } from '../../ui/use-wheel.ts'
import { firstBrush, largestBrush, stepped } from './brush-size.ts'
import { MaskFrame } from './MaskFrame.tsx'
import styles from './MaskPainter.module.css'
import { PainterBar } from './PainterBar.tsx'
import { type PainterAction, painterAction, type Tool } from './painter-keys.ts'
import { ToolRail } from './ToolRail.tsx'
import { useMask } from './use-mask.ts'
import { usePaintView } from './use-paint-view.ts'
import { usePainting } from './use-painting.ts'
import { useTools } from './use-tools.ts'

interface PaintScreenProps {
  readonly picture: InputPicture
  /** the mask is for this picture alone */
  readonly own: boolean
  readonly plane: Plane
  /** ends what is being drawn, where anything is, and answers whether */
  readonly abandon: RefObject<() => boolean>
  readonly onChanged: (changed: boolean) => void
  readonly onClose: () => void
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0.1 && value <= 1

/** px of the screen across, where a tool has no size */
const POINT = 9

/** The tools, the picture with the mask over it, and the bar below. */
export function PaintScreen({ picture, own, plane, abandon, onChanged, onClose }: PaintScreenProps) {
  const { canvas, painting, standing } = usePainting(plane)
  const [tool, setTool] = useState<Tool>('brush')
  const [size, setSize] = useState(() => firstBrush(picture))
  const [opacity, setOpacity] = useState(() => recall('mask.opacity', 0.6, isShare))
  const [softening, setSoftening] = useState<number | null>(null)
  const how = usePanel((state) => state.form.imageToImage)
  const [pane, ring, line] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<SVGPathElement>(null),
  ]
  const view = usePaintView(pane, picture)
  const tools = useTools({ pane, ring, line, painting, view, tool, size })
  abandon.current = tools.abandon
  const { busy, save } = useMask(picture, painting, own)
  const largest = largestBrush(picture)
  const softened = Math.max(1, Math.round(size / 4))
  const across = tool === 'brush' || tool === 'eraser' ? size * view.scale : POINT

  useEffect(() => pane.current?.focus(), [pane])
  useEffect(() => onChanged(standing.changed), [onChanged, standing.changed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ring follows the view
  useEffect(tools.follow, [view.scale, view.corner.left, view.corner.top])
  useWheel(pane, (event, element) => {
    const steps = -event.deltaY / 100
    if (event.ctrlKey || event.altKey) setSize((before) => stepped(before, steps, largest))
    else view.zoom(steps, fromMiddle(event, element))
  })

  const act = (action: PainterAction) => {
    switch (action.does) {
      case 'tool':
        return setTool(action.tool)
      case 'size':
        return setSize((before) => stepped(before, action.steps, largest))
      case 'undo':
        return painting.undo()
      case 'redo':
        return painting.redo()
      case 'all':
        return painting.fillAll()
      case 'invert':
        return painting.invert()
      case 'clear':
        return painting.clear()
      case 'feather':
        return setSoftening((before) => before ?? softened)
      case 'zoom-in':
        return view.zoom(1)
      case 'zoom-out':
        return view.zoom(-1)
      case 'fit':
      case 'actual':
        return view.choose(action.does)
    }
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    // Keys of menus and questions bubble up to here, though they stand elsewhere in the document.
    if (!(event.target instanceof Element && event.currentTarget.contains(event.target))) return
    const onStage = event.target.matches('[data-stage]')
    // The dialog goes around with Tab, and ends with Escape.
    if (event.key === 'Escape') return
    if (event.key === 'Tab') {
      // Within the tools the arrows lead on, so that Radix does not see that the first of the dialog is left.
      if (!event.shiftKey || event.target.closest('[data-first]') === null) return
      event.preventDefault()
      const buttons = event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')
      return [...buttons].at(-1)?.focus()
    }
    // The screens behind have no part in it.
    event.stopPropagation()
    if (event.target.matches('input')) return
    if (onStage && tools.pressed(event)) return event.preventDefault()
    if (onStage && event.key === 'Enter') void save()
    const action = painterAction(event)
    if (action === null) return
    event.preventDefault()
    act(action)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the whole dialog; every one has a button too
    <div className={styles.layout} onKeyDown={press} onKeyUp={tools.released}>
      <ToolRail
        tool={tool}
        standing={standing}
        act={act}
        picture={picture}
        painting={painting}
        softening={softening}
        onSoftening={setSoftening}
        firstSoftening={softened}
        backToPicture={() => pane.current?.focus()}
        widest={largest}
      />
      <div
        ref={pane}
        className={styles.pane}
        role="application"
        aria-label={say('mask.stage')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is painted on with the keys as well
        tabIndex={0}
        data-stage
        data-tool={tool}
        {...tools.pointer}
      >
        <div
          className={styles.picture}
          style={{
            width: picture.width,
            height: picture.height,
            transform: `translate(${view.corner.left}px, ${view.corner.top}px) scale(${view.scale})`,
          }}
        >
          <Picture of={{ kind: 'input', id: picture.id }} alt="" className={styles.fill} />
          <Picture
            of={{ kind: 'full-input', id: picture.id }}
            alt={picture.name}
            className={styles.fill}
            fade
          />
          <canvas
            ref={canvas}
            className={styles.fill}
            style={{ opacity, filter: softening === null ? undefined : `blur(${softening / 2}px)` }}
          />
        </div>
        {how !== null && <MaskFrame how={how} bounds={standing.bounds} picture={picture} view={view} />}
        <svg className={styles.line} aria-hidden="true">
          <path ref={line} />
        </svg>
        <div ref={ring} className={styles.ring} style={{ width: across, height: across }} />
      </div>
      <PainterBar
        size={size}
        largest={largest}
        onSize={setSize}
        opacity={opacity}
        onOpacity={(next) => {
          setOpacity(next)
          remember('mask.opacity', next)
        }}
        view={view}
        bounds={standing.bounds}
        busy={busy}
        onCancel={onClose}
        onDone={() => void save()}
      />
    </div>
  )
}
