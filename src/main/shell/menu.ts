import type { MenuItemConstructorOptions } from 'electron'
import { say } from '../../shared/words/say.ts'

type Screen = 'generate' | 'workers' | 'gallery' | 'queue' | 'settings'

export interface MenuActions {
  goTo(screen: Screen): void
  openOutputFolder(): void
  openLogs(): void
}

/** The application menu: standard roles where the system has them, the screens beside. `mac`: macOS wants its own first menu. */
export function applicationMenu(mac: boolean, actions: MenuActions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(mac ? [macMenu(actions)] : []),
    {
      label: say('shell.menu-file'),
      submenu: [
        { label: say('shell.menu-open-folder'), click: () => actions.openOutputFolder() },
        separator,
        ...(mac
          ? [{ role: 'close' } as const]
          : [
              {
                label: say('shell.menu-settings'),
                accelerator: 'Ctrl+,',
                click: () => actions.goTo('settings'),
              },
              separator,
              { role: 'quit' } as const,
            ]),
      ],
    },
    { role: 'editMenu' },
    {
      label: say('shell.menu-view'),
      submenu: [
        { label: say('shell.menu-generate'), click: () => actions.goTo('generate') },
        { label: say('shell.menu-workers'), click: () => actions.goTo('workers') },
        { label: say('shell.menu-gallery'), click: () => actions.goTo('gallery') },
        { label: say('shell.menu-queue'), click: () => actions.goTo('queue') },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      label: say('shell.menu-help'),
      role: 'help',
      submenu: [{ label: say('shell.menu-open-logs'), click: () => actions.openLogs() }],
    },
  ]
}

/** As the role `appMenu` makes it, with Settings where macOS has them. */
function macMenu(actions: MenuActions): MenuItemConstructorOptions {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return {
    label: 'Tributary',
    submenu: [
      { role: 'about' },
      separator,
      { label: say('shell.menu-settings-mac'), accelerator: 'Cmd+,', click: () => actions.goTo('settings') },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}
