import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import { say } from '../../shared/words/say.ts'
import type { JobWatch } from './job-watch.ts'
import { type TrayActions, trayMenu, trayTooltip } from './tray-menu.ts'

/** ms between two redraws: some desktops close an open menu when it is replaced */
const REDRAW_MS = 1000

export interface AppTray {
  /** Something the tray shows may have changed. */
  refresh(): void
  stop(): void
}

/** Puts the icon into the system's tray. `resources` is the folder of the icons. */
export function createTray(resources: string, jobs: JobWatch, actions: TrayActions): AppTray {
  const mac = process.platform === 'darwin'
  const icon = (name: string) => {
    const image = nativeImage.createFromPath(join(resources, 'tray', `${name}${mac ? 'Template' : ''}.png`))
    if (mac) image.setTemplateImage(true)
    return image
  }
  const icons = { idle: icon('idle'), active: icon('active') }
  const tray = new Tray(icons.idle)
  tray.on('click', () => actions.show())

  let drawn = ''
  let drawnAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const draw = () => {
    timer = undefined
    drawnAt = performance.now()
    const front = jobs.front()
    const paused = jobs.paused()
    const tooltip = paused ? say('shell.tray-all-paused') : trayTooltip(front, jobs.live())
    const look = JSON.stringify([tooltip, front?.id, front?.state, paused])
    if (look === drawn) return
    drawn = look
    tray.setImage(front?.state === 'running' ? icons.active : icons.idle)
    tray.setToolTip(tooltip)
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(front, paused, actions)))
  }
  draw()
  return {
    refresh() {
      timer ??= setTimeout(draw, Math.max(0, drawnAt + REDRAW_MS - performance.now()))
    },
    stop() {
      clearTimeout(timer)
      tray.destroy()
    },
  }
}
