import { Toolbar } from 'radix-ui'
import type { ReactNode } from 'react'
import { say } from '../../../shared/words/say.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { KEYS } from './painter-keys.ts'
import type { Painting } from './painting/painting.ts'
import styles from './ToolRail.module.css'

interface FeatherButtonProps {
  readonly icon: ReactNode
  readonly painting: Painting
  readonly disabled: boolean
  /** px; null: nobody asks for it */
  readonly softening: number | null
  readonly onSoftening: (width: number | null) => void
  /** px that it begins with */
  readonly firstSoftening: number
  /** gives the focus to what is painted on */
  readonly backToPicture: () => void
  readonly widest: number
}

/** Asks how wide the soft edge is to be. While it asks, the picture shows it. */
export function FeatherButton({
  icon,
  painting,
  disabled,
  softening,
  onSoftening,
  firstSoftening,
  backToPicture,
  widest,
}: FeatherButtonProps) {
  const width = Math.min(softening ?? 1, widest)
  return (
    <Popover
      label={say('mask.feather.title')}
      side="right"
      open={softening !== null && !disabled}
      onOpenChange={(open) => onSoftening(open ? firstSoftening : null)}
      className={styles.popover}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        backToPicture()
      }}
      trigger={
        <Toolbar.Button asChild disabled={disabled}>
          <IconButton
            label={say('mask.feather')}
            keys={KEYS.feather}
            side="right"
            icon={icon}
            disabled={disabled}
          />
        </Toolbar.Button>
      }
    >
      <div className={styles.feather}>
        <p className={styles.title}>{say('mask.feather.title')}</p>
        <div className={styles.width}>
          <Slider
            label={say('mask.feather.width')}
            value={width}
            onChange={onSoftening}
            min={1}
            max={Math.max(2, Math.round(widest / 4))}
          />
          <output>{say('mask.size.px', { size: width })}</output>
        </div>
        <Button
          look="primary"
          size="small"
          onClick={() => {
            onSoftening(null)
            painting.feather(width)
          }}
        >
          {say('mask.feather.apply')}
        </Button>
      </div>
    </Popover>
  )
}
