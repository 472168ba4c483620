import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TributaryError } from '../../core/failure.ts'
import { commandInWords, fillCommand, type Platform, splitCommand } from './command-template.ts'

const split = (command: string, platform: Platform = 'posix') =>
  splitCommand(command, platform).map(({ text }) => text)
const worker = (syncCommand: string, more: { name?: string; url?: string } = {}) => ({
  name: 'laptop',
  url: 'http://192.168.1.3:7861/sd',
  syncCommand,
  ...more,
})
const filled = (command: string, more = {}, platform: Platform = 'posix') =>
  fillCommand(worker(command, more), platform, '/home/ada')
const refusal = (command: string, more = {}): string => {
  try {
    return filled(command, more).join(' ')
  } catch (error) {
    if (error instanceof TributaryError && error.kind === 'bad-request') return error.message
    throw error
  }
}

describe('splitting a command', () => {
  it.each([
    ['rsync -av models/ {host}:models/', ['rsync', '-av', 'models/', '{host}:models/']],
    ['  a\tb \n c ', ['a', 'b', 'c']],
    ['"a b" \'c d\' e"f g"h', ['a b', 'c d', 'ef gh']],
    ['a "" \'\' b', ['a', '', '', 'b']],
    [String.raw`a\ b "\"" "\n" '\'`, ['a b', '"', String.raw`\n`, '\\']],
    ['a "it\'s" \'say "hi"\'', ['a', "it's", 'say "hi"']],
    ['a\\', ['a\\']],
    ['', []],
    ['   ', []],
  ])('on POSIX takes %j as a shell would', (command, expected) => {
    expect(split(command)).toEqual(expected)
  })

  it.each([
    [String.raw`C:\Tools\winscp.com /script=x`, [String.raw`C:\Tools\winscp.com`, '/script=x']],
    [
      String.raw`"C:\Program Files\x.exe" "C:\dir\" it's`,
      [String.raw`C:\Program Files\x.exe`, 'C:\\dir\\', "it's"],
    ],
    ['a "say ""hi"""', ['a', 'say "hi"']],
  ])('on Windows leaves backslashes in %j alone', (command, expected) => {
    expect(split(command, 'windows')).toEqual(expected)
  })

  it('refuses a quote that is never closed', () => {
    for (const command of ['a "b', "a 'b", 'a "b\\"']) expect(refusal(command)).toContain('never closed')
  })

  it('gives back any arguments that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1 }), (args) => {
        const quoted = args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ')
        expect(split(quoted)).toEqual(args)
        const windows = args.map((arg) => `"${arg.replaceAll('"', '""')}"`).join(' ')
        expect(split(windows, 'windows')).toEqual(args)
      }),
    )
  })
})

describe('filling a command in', () => {
  it('puts host, name, port and URL in the place of their names', () => {
    expect(filled('x {host} {name}-{port} --to={url} {host}:{host}')).toEqual([
      'x',
      '192.168.1.3',
      'laptop-7861',
      '--to=http://192.168.1.3:7861/sd',
      '192.168.1.3:192.168.1.3',
    ])
    expect(filled('x {host} {port}', { url: 'https://[fd00::1]' })).toEqual(['x', 'fd00::1', '443'])
  })

  it('means the home folder by ~/ unless it is in quotes, on POSIX', () => {
    expect(filled('x ~/models ~ "~/a" a~/b ~ada')).toEqual([
      'x',
      '/home/ada/models',
      '/home/ada',
      '~/a',
      'a~/b',
      '~ada',
    ])
    expect(filled('x ~/models', {}, 'windows')).toEqual(['x', '~/models'])
  })

  it('never makes more arguments of a name, nor anything but a file name', () => {
    const hostile = [
      '; rm -rf ~',
      '$(touch x)',
      '`id`',
      '" "a',
      "' 'a",
      'a\\" b',
      '../../etc',
      '..',
      'a/b\\c',
      '{host}',
      '%PATH%',
      'a b && c | d > e',
    ]
    for (const name of hostile) {
      const args = filled('rsync models/ box:/m/{name}/x "{name}"', { name })
      expect(args).toHaveLength(4)
      expect(args[3]).toMatch(/^[\p{L}\p{N} _-][\p{L}\p{N} ._-]*$/u)
    }
    expect(filled('x {name}', { name: 'Küche 2.0' })).toEqual(['x', 'Küche 2.0'])
  })

  it('refuses what would be read as an option', () => {
    expect(refusal('rsync {name}', { name: '-e evil' })).toBe(
      '{name} is -e evil here, which would be read as an option.',
    )
    expect(filled('rsync --to={name}', { name: '-e' })).toEqual(['rsync', '--to=-e'])
  })

  it.each([
    ['', 'laptop has no sync command.'],
    ['  ', 'laptop has no sync command.'],
    ['x {hots}', '{hots} is not a placeholder of sync commands.'],
    ['a && b', 'The sync command runs without a shell, which && would need.'],
    ['a | b', 'The sync command runs without a shell, which | would need.'],
    ['a > b', 'The sync command runs without a shell, which > would need.'],
    ['a 2>&1', 'The sync command runs without a shell, which 2>&1 would need.'],
  ])('refuses %j in words', (command, message) => {
    expect(refusal(command)).toBe(message)
  })

  it('takes shell characters in quotes for text, and braces that are no placeholder too', () => {
    expect(filled('x "|" --include={*.ckpt,*.pt} {}')).toEqual(['x', '|', '--include={*.ckpt,*.pt}', '{}'])
  })

  it('refuses a host that is none to a command', () => {
    expect(refusal('x {host}', { url: 'http://a;b$(c)/' })).toContain(
      'characters that a command could misread',
    )
  })

  it('shows the command with quotes where the eye needs them', () => {
    expect(commandInWords(['rsync', '-av', 'a b', '', 'say "x"'])).toBe('rsync -av "a b" "" "say \\"x\\""')
  })
})
