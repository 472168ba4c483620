import { describe, expect, it } from 'vitest'
import { onWindowClose } from './close-to-tray.ts'

describe('closing the window', () => {
  const settings = { keepInTray: true, trayExplained: false }
  it('hides it while a job runs, and explains that once', () => {
    expect(onWindowClose(true, false, settings)).toEqual({ do: 'hide', explain: true })
    expect(onWindowClose(true, false, { ...settings, trayExplained: true })).toEqual({
      do: 'hide',
      explain: false,
    })
  })
  it('closes it when no job runs, when the app is quitting, and when the user wants it so', () => {
    expect(onWindowClose(false, false, settings).do).toBe('close')
    expect(onWindowClose(true, true, settings).do).toBe('close')
    expect(onWindowClose(true, false, { ...settings, keepInTray: false }).do).toBe('close')
  })
})
