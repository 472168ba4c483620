/**
 * Lets specs see and use what has no page: tray, notifications, dialogs, links. The same file on both runtimes:
 * Electron loads it with `-r`, the stand-in's host calls it. It patches the electron module before the app runs
 * and leaves its commands on `globalThis.__tributaryObserver`.
 */
function observe(electron) {
  const {
    app,
    BrowserWindow,
    clipboard,
    dialog,
    Menu,
    Notification,
    powerMonitor,
    powerSaveBlocker,
    shell,
    Tray,
  } = electron
  let tray = null
  const seen = {
    notifications: [],
    links: [],
    revealed: [],
    errors: [],
    questions: [],
    copied: [],
    dragged: [],
    blockers: new Set(),
  }
  const answers = { openDialog: null, saveDialog: null, messageBox: 0 }

  const wrap = (target, name, before) => {
    const original = target[name]
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value: function (...args) {
        const replaced = before.call(this, args, original)
        return replaced === undefined ? original.apply(this, args) : replaced
      },
    })
  }
  const noteTray = (what) =>
    function (args) {
      if (tray?.of !== this) tray = { of: this, tooltip: '', menu: null, image: null }
      tray[what] = args[0]
    }
  wrap(Tray.prototype, 'setToolTip', noteTray('tooltip'))
  wrap(Tray.prototype, 'setContextMenu', noteTray('menu'))
  wrap(Tray.prototype, 'setImage', noteTray('image'))
  wrap(Tray.prototype, 'destroy', () => {
    tray = null
  })
  wrap(Notification.prototype, 'show', function () {
    seen.notifications.push(this)
  })
  wrap(dialog, 'showOpenDialog', () =>
    Promise.resolve({ canceled: answers.openDialog === null, filePaths: answers.openDialog ?? [] }),
  )
  wrap(dialog, 'showSaveDialog', () =>
    Promise.resolve({ canceled: answers.saveDialog === null, filePath: answers.saveDialog ?? '' }),
  )
  wrap(dialog, 'showMessageBox', (args) => {
    const { message, detail, buttons } = args.at(-1)
    seen.questions.push({ message, detail: detail ?? '', buttons: buttons ?? [] })
    return Promise.resolve({ response: answers.messageBox, checkboxChecked: false })
  })
  wrap(dialog, 'showErrorBox', ([title, text]) => {
    seen.errors.push({ title, text })
    return null
  })
  wrap(shell, 'openExternal', ([url]) => {
    seen.links.push(url)
    return Promise.resolve()
  })
  wrap(shell, 'openPath', ([path]) => {
    seen.revealed.push(path)
    return Promise.resolve('')
  })
  wrap(shell, 'showItemInFolder', ([path]) => {
    seen.revealed.push(path)
    return null
  })
  wrap(clipboard, 'write', ([items]) => {
    seen.copied.push(...items.flatMap((item) => item.types))
    return Promise.resolve()
  })
  wrap(powerSaveBlocker, 'start', (args, original) => {
    const id = original.apply(powerSaveBlocker, args)
    seen.blockers.add(id)
    return id
  })
  wrap(powerSaveBlocker, 'stop', ([id]) => {
    seen.blockers.delete(id)
  })

  const describe = (menu) =>
    (menu?.items ?? [])
      .filter((item) => item.visible)
      .map((item) => ({
        label: item.label,
        type: item.type,
        enabled: item.enabled,
        submenu: describe(item.submenu),
      }))
  const item = (label) => {
    const found = (tray?.menu?.items ?? []).find((each) => each.visible && each.label === label)
    if (!found) throw new Error(`The tray menu has no item "${label}".`)
    if (!found.enabled) throw new Error(`The tray menu's item "${label}" is disabled.`)
    return found
  }
  const notification = (index) => {
    const found = seen.notifications.at(index)
    if (!found) throw new Error(`There is no notification number ${index}.`)
    return found
  }

  globalThis.__tributaryObserver = {
    tray: () => tray && { tooltip: tray.tooltip, items: describe(tray.menu) },
    clickTray: () => void tray?.of.emit('click', {}),
    clickTrayItem: (label) => void item(label).click(),
    notifications: () => seen.notifications.map(({ title, body }) => ({ title, body })),
    clickNotification: (index) => void notification(index).emit('click', {}),
    answerOpenDialog: (paths) => {
      answers.openDialog = paths
    },
    answerSaveDialog: (path) => {
      answers.saveDialog = path
    },
    answerMessageBox: (button) => {
      answers.messageBox = button
    },
    questions: () => [...seen.questions],
    openedLinks: () => [...seen.links],
    copiedTypes: () => [...seen.copied],
    // The files, not the drag: nobody holds a button of the mouse here.
    watchDrags: () => {
      wrap(BrowserWindow.getAllWindows()[0].webContents, 'startDrag', ([item]) => {
        seen.dragged.push(...(item.files ?? [item.file]))
        return null
      })
    },
    draggedFiles: () => [...seen.dragged],
    revealedPaths: () => [...seen.revealed],
    errorBoxes: () => [...seen.errors],
    sleepBlocked: () => seen.blockers.size > 0,
    suspend: () => void powerMonitor.emit('suspend'),
    resume: () => void powerMonitor.emit('resume'),
    applicationMenu: () => describe(Menu.getApplicationMenu()),
    windows: () =>
      BrowserWindow.getAllWindows().map((window) => ({
        visible: window.isVisible(),
        url: window.webContents.getURL(),
        bounds: window.getBounds(),
      })),
    closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
    resizeWindow: (width, height) => BrowserWindow.getAllWindows()[0]?.setSize(width, height),
    quit: () => void setTimeout(() => app.quit(), 0),
  }
}

module.exports = { observe }
if (process.versions.electron) observe(require('electron'))
