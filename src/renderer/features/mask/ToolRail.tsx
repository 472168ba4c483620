import {
  Brush,
  CircleDashed,
  Contrast,
  Eraser,
  FileImage,
  Lasso,
  type LucideIcon,
  PaintBucket,
  Redo2,
  Square,
  Trash2,
  Undo2,
} from 'lucide-react'
import { Toolbar } from 'radix-ui'
import { createElement } from 'react'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { say } from '../../../shared/words/say.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { FeatherButton } from './FeatherButton.tsx'
import { OtherMasks } from './OtherMasks.tsx'
import { KEYS, type PainterAction, TOOLS, type Tool } from './painter-keys.ts'
import type { Painting, Standing } from './painting/painting.ts'
import styles from './ToolRail.module.css'

const ICONS = { brush: Brush, eraser: Eraser, lasso: Lasso, fill: PaintBucket } as const satisfies Record<
  Tool,
  LucideIcon
>

interface ToolRailProps {
  readonly tool: Tool
  readonly standing: Standing
  readonly act: (action: PainterAction) => void
  readonly picture: InputPicture
  readonly painting: Painting
  /** px; null: nobody asks for it */
  readonly softening: number | null
  readonly onSoftening: (width: number | null) => void
  readonly firstSoftening: number
  readonly backToPicture: () => void
  /** px that edges can be softened by */
  readonly widest: number
}

/** What is painted with, and what can be done to all of the mask: a slim column, one stop of Tab, the arrow keys go through it. */
export function ToolRail({ tool, standing, act, picture, painting, ...softening }: ToolRailProps) {
  const blank = standing.bounds === null
  const button = (
    icon: LucideIcon,
    { label, keys, does, disabled = false }: ButtonOf & { readonly does: PainterAction },
  ) => (
    <Toolbar.Button asChild disabled={disabled}>
      <IconButton
        label={label}
        keys={keys}
        side="right"
        icon={createElement(icon)}
        disabled={disabled}
        onClick={() => act(does)}
      />
    </Toolbar.Button>
  )
  return (
    <Toolbar.Root className={styles.rail} orientation="vertical" aria-label={say('mask.tools')} data-first>
      {TOOLS.map((each) => (
        <Toolbar.Button asChild key={each}>
          <IconButton
            className={styles.tool}
            label={say(`mask.tool.${each}`)}
            keys={KEYS[each]}
            side="right"
            icon={createElement(ICONS[each])}
            pressed={each === tool}
            onClick={() => act({ does: 'tool', tool: each })}
          />
        </Toolbar.Button>
      ))}
      <Toolbar.Separator className={styles.line} />
      {button(Undo2, {
        label: say('mask.undo'),
        keys: KEYS.undo,
        does: { does: 'undo' },
        disabled: !standing.canUndo,
      })}
      {button(Redo2, {
        label: say('mask.redo'),
        keys: KEYS.redo,
        does: { does: 'redo' },
        disabled: !standing.canRedo,
      })}
      <Toolbar.Separator className={styles.line} />
      {button(Square, { label: say('mask.all'), keys: KEYS.all, does: { does: 'all' } })}
      {button(Contrast, { label: say('mask.invert'), keys: KEYS.invert, does: { does: 'invert' } })}
      <FeatherButton icon={<CircleDashed />} painting={painting} disabled={blank} {...softening} />
      {button(Trash2, {
        label: say('mask.clear'),
        keys: KEYS.clear,
        does: { does: 'clear' },
        disabled: blank,
      })}
      <Toolbar.Separator className={styles.line} />
      <OtherMasks icon={<FileImage />} picture={picture} painting={painting} />
    </Toolbar.Root>
  )
}

interface ButtonOf {
  readonly label: string
  readonly keys: string
  readonly disabled?: boolean
}
