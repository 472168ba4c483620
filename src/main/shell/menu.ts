import type { MenuItemConstructorOptions } from 'electron'

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
      label: 'File',
      submenu: [
        { label: 'Open the Folder of the Pictures', click: () => actions.openOutputFolder() },
        separator,
        ...(mac
          ? [{ role: 'close' } as const]
          : [
              { label: 'Settings', accelerator: 'Ctrl+,', click: () => actions.goTo('settings') },
              separator,
              { role: 'quit' } as const,
            ]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { label: 'Generate', click: () => actions.goTo('generate') },
        { label: 'Workers', click: () => actions.goTo('workers') },
        { label: 'Gallery', click: () => actions.goTo('gallery') },
        { label: 'Queue', click: () => actions.goTo('queue') },
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
    { label: 'Help', role: 'help', submenu: [{ label: 'Open the Logs', click: () => actions.openLogs() }] },
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
      { label: 'Settings…', accelerator: 'Cmd+,', click: () => actions.goTo('settings') },
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
