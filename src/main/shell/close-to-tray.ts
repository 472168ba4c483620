import type { Settings } from '../../shared/settings.ts'

/** What the X of the window does. */
export type CloseDecision =
  | { readonly do: 'close' }
  | {
      readonly do: 'hide' /** say that it goes on in the tray: the first time only */
      readonly explain: boolean
    }

/** Closing while a job runs keeps the app in the tray, unless the user turned that off or is quitting. */
export function onWindowClose(
  underWay: boolean,
  quitting: boolean,
  settings: Pick<Settings, 'keepInTray' | 'trayExplained'>,
): CloseDecision {
  if (quitting || !underWay || !settings.keepInTray) return { do: 'close' }
  return { do: 'hide', explain: !settings.trayExplained }
}
