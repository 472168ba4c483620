/** Window, tray, menus, notifications, native dialogs. */
export const shell = {} as const
