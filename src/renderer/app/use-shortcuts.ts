import { useEffect } from 'react'
import { pauseOrResumeAll } from '../jobs/pause-all.ts'
import { undoDeletion } from '../pictures/actions/picture-calls.ts'
import { openDraft, stepDraft } from '../state/drafts.ts'
import { goTo, setOverlay } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { submitForm } from '../state/submit-form.ts'
import { undoNewest } from '../state/undo.ts'
import { keepFocus } from './keep-focus.ts'
import { goToRegion, rememberFocus } from './regions.ts'
import { shortcutOf } from './shortcut-of.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.matches('input, textarea') || target.isContentEditable)

/** Listens for the shortcuts of the whole panel. Before the welcome is left, only the list of them. */
export function useShortcuts(): void {
  useEffect(rememberFocus, [])
  useEffect(keepFocus, [])
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const shortcut = shortcutOf({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        typing: isTyping(event.target),
      })
      const { settings, overlay } = usePanel.getState()
      if (!shortcut || event.defaultPrevented || (!settings.welcomed && shortcut.do !== 'shortcuts')) return
      event.preventDefault()
      switch (shortcut.do) {
        case 'go':
          goTo(shortcut.route)
          break
        case 'palette':
          setOverlay(overlay === 'palette' ? null : 'palette')
          break
        case 'shortcuts':
          setOverlay('shortcuts')
          break
        case 'pause-all':
          pauseOrResumeAll()
          break
        case 'new-draft':
          goTo('generate')
          openDraft()
          break
        case 'draft':
          stepDraft(shortcut.step)
          break
        case 'region':
          goToRegion(shortcut.step)
          break
        case 'undo':
          if (!undoNewest()) undoDeletion()
          break
        case 'generate':
          void submitForm(shortcut.priority)
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
