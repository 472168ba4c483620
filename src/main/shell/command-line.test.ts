import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArguments } from './command-line.ts'

const read = (argv: string[], env: Record<string, string> = {}) => readArguments(argv, env, '/home/me')

describe('the command line of the app', () => {
  it('has defaults', () => {
    expect(read([])).toEqual({ demo: false, demoTimeScale: 1, userData: null, outputFolder: null })
  })
  it('takes values after "=" and after a space, relative to the working directory', () => {
    expect(
      read(['.', '--demo', '--demo-time-scale=60', '--output-folder', 'out', '--user-data-dir=/x']),
    ).toEqual({
      demo: true,
      demoTimeScale: 60,
      userData: resolve('/x'),
      outputFolder: resolve('/home/me/out'),
    })
  })
  it('takes the folder of settings from the environment, the command line going first', () => {
    expect(read([], { TRIBUTARY_USER_DATA: '/env' }).userData).toBe(resolve('/env'))
    expect(read(['--user-data-dir=/arg'], { TRIBUTARY_USER_DATA: '/env' }).userData).toBe(resolve('/arg'))
    expect(read([], { TRIBUTARY_USER_DATA: '' }).userData).toBeNull()
  })
  it('leaves arguments it does not know to Chromium', () => {
    expect(read(['--enable-logging', '--force-device-scale-factor=2']).demo).toBe(false)
  })
  it.each(['0', '-1', 'fast', '', '100000'])('refuses a time scale of "%s"', (scale) => {
    expect(() => read([`--demo-time-scale=${scale}`])).toThrow(/not a number from 1 to 10000/)
  })
  it.each([[['--output-folder']], [['--output-folder=']], [['--output-folder', '--demo']]])(
    'refuses a folder that is missing: %j',
    (argv) => {
      expect(() => read(argv)).toThrow('--output-folder needs a folder.')
    },
  )
})
