import { describe, expect, test } from 'vitest'
import { type PicturesSources, picturesFolder } from './pictures-folder.ts'

const on = (sources: Partial<PicturesSources>) =>
  picturesFolder({
    platform: 'linux',
    env: {},
    home: '/home/ada',
    readText: () => null,
    queryRegistry: () => null,
    ...sources,
  })

describe('the system’s folder for pictures', () => {
  test.each([
    ['XDG_PICTURES_DIR="$HOME/Bilder"', '/home/ada/Bilder'],
    ['# comment\nXDG_DESKTOP_DIR="$HOME/Tisch"\nXDG_PICTURES_DIR="/mnt/big/Bilder"\n', '/mnt/big/Bilder'],
    ['XDG_PICTURES_DIR="$HOME/a"\n XDG_PICTURES_DIR = "$HOME/b"', '/home/ada/b'],
    ['XDG_PICTURES_DIR="$HOME/a \\"b\\""', '/home/ada/a "b"'],
    ['XDG_PICTURES_DIR="$HOME"', '/home/ada'],
    ['#XDG_PICTURES_DIR="$HOME/Bilder"', '/home/ada/Pictures'],
    ['XDG_PICTURES_DIR="relative"', '/home/ada/Pictures'],
    ['XDG_PICTURES_DIR="$HOMER/x"', '/home/ada/Pictures'],
    ['', '/home/ada/Pictures'],
  ])('on Linux is what user-dirs.dirs says: %j', (text, folder) => {
    const read = (file: string) => (file === '/home/ada/.config/user-dirs.dirs' ? text : null)
    expect(on({ readText: read })).toBe(folder)
  })

  test('on Linux is looked up where XDG_CONFIG_HOME says, and is ~/Pictures where nothing is said', () => {
    const readText = (file: string) =>
      file === '/etc/ada/user-dirs.dirs' ? 'XDG_PICTURES_DIR="$HOME/Bilder"' : null
    expect(on({ env: { XDG_CONFIG_HOME: '/etc/ada' }, readText })).toBe('/home/ada/Bilder')
    expect(on({ readText })).toBe('/home/ada/Pictures')
  })

  test.each([
    [String.raw`REG_EXPAND_SZ    %USERPROFILE%\Pictures`, String.raw`C:\Users\ada\Pictures`],
    [String.raw`REG_SZ    D:\Meine Bilder`, String.raw`D:\Meine Bilder`],
    [String.raw`REG_EXPAND_SZ    %NOWHERE%\Pictures`, '/home/ada/Pictures'],
  ])('on Windows is what the registry says: %s', (data, folder) => {
    const queryRegistry = (_: string, value: string) =>
      `\r\nHKEY_CURRENT_USER\\…\r\n    ${value}    ${data}\r\n\r\n`
    expect(on({ platform: 'win32', env: { UserProfile: String.raw`C:\Users\ada` }, queryRegistry })).toBe(
      folder,
    )
  })

  test('on macOS is always ~/Pictures, whatever the Finder calls it', () => {
    expect(on({ platform: 'darwin', home: '/Users/ada' })).toBe('/Users/ada/Pictures')
  })
})
