import { Slider } from 'radix-ui'
import { say } from '../../../shared/words/say.ts'
import { Picture } from '../../ui/Picture.tsx'
import styles from './BeforeAfter.module.css'
import type { MadeFrom } from './use-made-from.ts'

/** The picture that another one was made from, over its left part. `share`: of the width, 0 to 1. */
export const Before = ({ from: { input, fit }, share }: { from: MadeFrom; share: number }) => (
  <Picture
    of={{ kind: 'full-input', id: input.id }}
    alt={say('pictures.viewer.before', { name: input.name })}
    className={styles.before}
    style={{ objectFit: fit, clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}
  />
)

interface DividerProps {
  /** where the picture lies, px of the pane */
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly share: number
  readonly onShare: (share: number) => void
}

/** The line between before and after, which can be moved. */
export const Divider = ({ box, share, onShare }: DividerProps) => (
  <Slider.Root
    className={styles.divider}
    style={box}
    value={[share * 100]}
    onValueChange={([next = 50]) => onShare(next / 100)}
    min={0}
    max={100}
    step={1}
  >
    <Slider.Track className={styles.track} />
    <Slider.Thumb className={styles.thumb} aria-label={say('pictures.viewer.divider')} />
  </Slider.Root>
)
