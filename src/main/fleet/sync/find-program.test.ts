import { describe, expect, it } from 'vitest'
import { windowsInvocation } from './find-program.ts'

const system = (...files: string[]) => ({
  env: { Path: 'C:\\a;"C:\\b b\\";', ComSpec: 'C:\\Windows\\System32\\cmd.exe' },
  isFile: (path: string) => files.includes(path),
})

describe('starting a program on Windows', () => {
  it.each([
    ['rclone', 'C:\\a\\rclone.exe'],
    ['rclone', 'C:\\b b\\rclone.com'],
    ['rclone.exe', 'C:\\b b\\rclone.exe'],
    ['python3.11', 'C:\\a\\python3.11.exe'],
    ['C:\\x\\rclone', 'C:\\x\\rclone.exe'],
    ['tools/rclone.exe', 'tools/rclone.exe'],
  ])('finds %s at %s', (name, file) => {
    expect(windowsInvocation([name, 'a b'], system(file))).toEqual({ file, args: ['a b'], verbatim: false })
  })

  it('prefers a program to a batch file', () => {
    expect(windowsInvocation(['x'], system('C:\\a\\x.cmd', 'C:\\a\\x.exe')).file).toBe('C:\\a\\x.exe')
  })

  it('gives a batch file to cmd.exe, every argument in quotes', () => {
    expect(windowsInvocation(['sync', 'laptop 2', '{x}'], system('C:\\b b\\sync.cmd'))).toEqual({
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/v:off', '/s', '/c', '""C:\\b b\\sync.cmd" "laptop 2" "{x}""'],
      verbatim: true,
    })
  })

  it.each(['a"b', '%PATH%', 'a&b', 'a|b', 'a>b', '!x!', '^', '(a)', 'a\nb'])(
    'refuses to give a batch file %j',
    (argument) => {
      expect(() => windowsInvocation(['sync', argument], system('C:\\a\\sync.bat'))).toThrow('batch file')
    },
  )

  it('says when there is no such program', () => {
    expect(() => windowsInvocation(['nope'], system())).toThrow(
      'There is no program called nope on this machine.',
    )
  })
})
