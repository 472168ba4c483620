import { describe, expect, it } from 'vitest'
import { type PreventableEvent, StrictEmitter } from './emitter.ts'
import { onlyKnown, strict } from './strict.ts'

describe('the stand-in is strict', () => {
  const tray = strict('Tray', { setToolTip: (text: string) => text, title: '' })
  it('uses what is there', () => {
    tray.title = 'x'
    expect([tray.setToolTip('a'), tray.title]).toEqual(['a', 'x'])
  })
  it('throws by name on what is not', () => {
    expect(() => (tray as unknown as { displayBalloon(): void }).displayBalloon()).toThrow(
      'has no Tray.displayBalloon',
    )
    expect(() => Object.assign(tray, { other: 1 })).toThrow('has no Tray.other (set)')
  })
  it('can be awaited and printed', async () => {
    expect(await Promise.resolve(tray)).toBe(tray)
    expect(JSON.stringify(tray)).toContain('title')
  })
  it('throws on an option it does not know', () => {
    expect(() => onlyKnown('BrowserWindow', { kiosk: true }, ['width'])).toThrow(
      'option "kiosk" of BrowserWindow',
    )
  })
  it('throws on a listener for an event it never emits', () => {
    const emitter = new StrictEmitter('app', ['quit'])
    emitter.on('quit', () => {})
    expect(() => emitter.on('gpu-info-update', () => {})).toThrow('event "gpu-info-update" of app')
  })
  it('tells whether a default was prevented', () => {
    const emitter = new StrictEmitter('app', ['close'])
    expect(emitter.emitPreventable('close')).toBe(false)
    emitter.once('close', (event: PreventableEvent) => event.preventDefault())
    expect(emitter.emitPreventable('close')).toBe(true)
  })
})
