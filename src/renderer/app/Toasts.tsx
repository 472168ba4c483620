import { type FocusEvent, useRef } from 'react'
import { Toaster } from 'sonner'
import { say } from '../../shared/words/say.ts'
import { usePanel } from '../state/panel-store.ts'
import styles from './Toasts.module.css'
import { useFocusBack } from './use-focus-back.ts'

/** Where toasts appear: bottom right, beside what is kept clear (use-clear-edge.ts). F8 moves the focus there. */
export function Toasts() {
  const theme = usePanel((state) => state.settings.theme)
  const around = useRef<HTMLDivElement>(null)
  useFocusBack(around)
  return (
    <div ref={around} className={styles.around} onFocusCapture={keepFromToaster}>
      <Toaster
        theme={theme}
        customAriaLabel={say('panel.notifications')}
        position="bottom-right"
        visibleToasts={4}
        closeButton
        hotkey={['F8']}
        offset={16}
        className={styles.toaster ?? ''}
        toastOptions={{ className: styles.toast ?? '', closeButtonAriaLabel: say('panel.close') }}
      />
    </div>
  )
}

/** The toaster would note who had the focus before, and give it back to them even when it is put somewhere else by then. */
const keepFromToaster = (event: FocusEvent) => event.stopPropagation()
