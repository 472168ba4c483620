import { ChevronDown, Infinity as InfinityIcon } from 'lucide-react'
import { memo } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { PRIORITY_ICONS } from '../../../jobs/priority-icons.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { submitForever, submitForm } from '../../../state/submit-form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { SHORTCUTS, spokenKeys } from '../../../ui/shortcuts.ts'
import styles from './GenerateButton.module.css'

/** Starts the job; beside it, a menu to have it first or in the background. `blockedBy`: id of the text that says what is in the way. */
export const GenerateButton = memo(function GenerateButton({
  disabled,
  blockedBy,
}: {
  disabled: boolean
  blockedBy: string | undefined
}) {
  const submitting = usePanel((state) => state.submitting)
  const entries = [
    {
      label: say('generate.first'),
      icon: <PRIORITY_ICONS.first />,
      keys: SHORTCUTS.generateFirst.keys,
      run: () => void submitForm('first'),
    },
    {
      label: say('generate.background'),
      icon: <PRIORITY_ICONS.background />,
      run: () => void submitForm('background'),
    },
    {
      label: say('generate.forever'),
      icon: <InfinityIcon />,
      run: () => void submitForever(),
    },
  ]
  return (
    <div className={styles.split}>
      <Button
        look="primary"
        size="large"
        className={styles.main}
        aria-keyshortcuts={spokenKeys(SHORTCUTS.generate)}
        busy={submitting}
        disabled={disabled}
        aria-describedby={blockedBy}
        onClick={() => void submitForm()}
      >
        {say('generate.generate')} <Kbd keys={SHORTCUTS.generate.keys} look="bright" />
      </Button>
      <Menu
        trigger={
          <Button
            look="primary"
            size="large"
            className={styles.more}
            disabled={disabled || submitting}
            aria-label={say('generate.priority')}
            title={say('generate.priority')}
          >
            <ChevronDown aria-hidden="true" />
          </Button>
        }
        entries={entries}
      />
    </div>
  )
})
