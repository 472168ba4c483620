import type { MenuItemConstructorOptions } from 'electron'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { progressText } from './progress-text.ts'

/** Longest job title in a menu, characters: system menus grow with their longest line. */
const TITLE_CHARACTERS = 40

export interface TrayActions {
  show(): void
  pause(id: JobId): void
  resume(id: JobId): void
  cancel(id: JobId): void
  pauseAll(): void
  resumeAll(): void
  quit(): void
}

/** Text of the tray icon's tooltip. `live` is the number of jobs that are not over. */
export function trayTooltip(front: JobView | null, live: number): string {
  if (!front) return 'Tributary'
  const progress = progressText(front)
  return live > 1 ? say('shell.tray-more', { progress, count: live - 1 }) : progress
}

/** The tray's menu for the job in front. `paused`: all jobs are, and those that come. */
export function trayMenu(
  front: JobView | null,
  paused: boolean,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    { label: say('shell.tray-show'), click: () => actions.show() },
    separator,
    ...(front ? jobItems(front, actions) : [{ label: say('shell.tray-no-job'), enabled: false }]),
    ...(paused
      ? [separator, { label: say('queue.resume-all-jobs'), click: () => actions.resumeAll() }]
      : front
        ? [separator, { label: say('queue.pause-all-jobs'), click: () => actions.pauseAll() }]
        : []),
    separator,
    { label: say('shell.tray-quit'), click: () => actions.quit() },
  ]
}

function jobItems(job: JobView, actions: TrayActions): MenuItemConstructorOptions[] {
  const halted = job.state === 'paused' || job.state === 'storing-paused'
  return [
    {
      label: shortened(job.title === '' ? say('shell.job', { job: job.number }) : job.title),
      enabled: false,
    },
    { label: progressText(job), enabled: false },
    halted
      ? { label: say('shell.tray-resume'), click: () => actions.resume(job.id) }
      : { label: say('shell.tray-pause'), click: () => actions.pause(job.id) },
    { label: say('shell.tray-cancel'), click: () => actions.cancel(job.id) },
  ]
}

/** "&" marks a shortcut letter in menus of Windows and Linux; doubled it is itself. */
function shortened(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ').trim()
  const short = line.length <= TITLE_CHARACTERS ? line : `${line.slice(0, TITLE_CHARACTERS - 1).trimEnd()}…`
  return short.replaceAll('&', '&&')
}
