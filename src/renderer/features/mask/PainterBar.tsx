import { ZoomIn, ZoomOut } from 'lucide-react'
import { Toolbar } from 'radix-ui'
import { percent } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import type { Rect } from '../../inputs/mask/plane.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { fromSlider, toSlider } from './brush-size.ts'
import styles from './PainterBar.module.css'
import type { PaintView } from './use-paint-view.ts'

interface PainterBarProps {
  /** px across */
  readonly size: number
  readonly largest: number
  readonly onSize: (size: number) => void
  readonly opacity: number
  readonly onOpacity: (opacity: number) => void
  readonly view: PaintView
  readonly bounds: Rect | null
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onDone: () => void
}

/** Below the picture: the brush, how much of the mask shows, the zoom, and the ways out. */
export function PainterBar({ size, largest, onSize, opacity, onOpacity, view, ...bar }: PainterBarProps) {
  return (
    <div className={styles.bar}>
      <div className={styles.setting}>
        <span aria-hidden="true">{say('mask.size')}</span>
        <Slider
          className={styles.slider}
          label={say('mask.size')}
          words={say('mask.size.px', { size })}
          value={toSlider(size, largest)}
          onChange={(place) => onSize(fromSlider(place, largest))}
          min={0}
          max={100}
        />
        <output className={styles.value}>{say('mask.size.px', { size })}</output>
      </div>
      <div className={styles.setting}>
        <span aria-hidden="true">{say('mask.opacity')}</span>
        <Slider
          className={styles.slider}
          label={say('mask.opacity')}
          words={percent(opacity)}
          value={Math.round(opacity * 100)}
          onChange={(value) => onOpacity(value / 100)}
          min={10}
          max={100}
        />
      </div>
      <p className={styles.part} role="status">
        {bar.bounds === null
          ? say('mask.nothing')
          : say('mask.part', {
              width: bar.bounds.right - bar.bounds.left,
              height: bar.bounds.bottom - bar.bounds.top,
            })}
      </p>
      <Toolbar.Root className={styles.zoom} aria-label={say('mask.zoom')}>
        <Toolbar.Button asChild>
          <IconButton
            label={say('mask.zoom-out')}
            keys="−"
            icon={<ZoomOut />}
            onClick={() => view.zoom(-1)}
            side="top"
          />
        </Toolbar.Button>
        <output className={styles.scale}>{percent(view.magnification)}</output>
        <Toolbar.Button asChild>
          <IconButton
            label={say('mask.zoom-in')}
            keys="+"
            icon={<ZoomIn />}
            onClick={() => view.zoom(1)}
            side="top"
          />
        </Toolbar.Button>
        <Segmented
          inToolbar
          label={say('mask.zoom.to')}
          value={view.fitting}
          onChange={view.choose}
          className={styles.fitting}
          options={[
            { value: 'fit', label: say('mask.fit') },
            { value: 'actual', label: say('mask.actual') },
          ]}
        />
      </Toolbar.Root>
      <div className={styles.out}>
        <Button onClick={bar.onCancel}>{say('mask.cancel')}</Button>
        <Button look="primary" busy={bar.busy} onClick={bar.onDone}>
          {say(bar.bounds === null ? 'mask.without' : 'mask.done')}
        </Button>
      </div>
    </div>
  )
}
