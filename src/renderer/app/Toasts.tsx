import { Toaster } from 'sonner'
import { say } from '../../shared/words/say.ts'
import { usePanel } from '../state/panel-store.ts'
import styles from './Toasts.module.css'

/** Where toasts appear: bottom right, beside what is kept clear (use-clear-edge.ts). F8 moves the focus there. */
export function Toasts() {
  const theme = usePanel((state) => state.settings.theme)
  return (
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
  )
}
