import { isIPv6 } from 'node:net'
import type { WorkerConfig } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'

export interface Argument {
  readonly text: string
  /** false: the way it stands in the template a shell would read it, e.g. a bare | or ~/ */
  readonly quoted: boolean
}

export type Platform = 'posix' | 'windows'

const refuse = (message: string, remedy: string | null = null) =>
  new TributaryError('bad-request', message, remedy, { field: 'syncCommand' })

/**
 * Splits a command into its arguments as a shell would, without one. Quotes keep spaces together; on POSIX '...' is literal and \ takes the next character as
 * it is; on Windows only "..." quotes, "" in it is one ", and \ is a character like any other. Throws bad-request for an open quote.
 */
export function splitCommand(command: string, platform: Platform): Argument[] {
  const found: Argument[] = []
  let text: string | null = null
  let [quoted, quote] = [false, '']
  for (let at = 0; at < command.length; at++) {
    const char = command[at] ?? ''
    const next = command[at + 1]
    if (quote !== '') {
      if (char === quote && platform === 'windows' && next === quote) {
        text += quote
        at++
      } else if (char === quote) quote = ''
      else if (
        quote === '"' &&
        platform === 'posix' &&
        char === '\\' &&
        next !== undefined &&
        '"\\$`'.includes(next)
      ) {
        text += next
        at++
      } else text += char
    } else if (/\s/.test(char)) {
      if (text !== null) found.push({ text, quoted })
      ;[text, quoted] = [null, false]
    } else if (char === '"' || (char === "'" && platform === 'posix')) {
      text ??= ''
      ;[quote, quoted] = [char, true]
    } else if (char === '\\' && platform === 'posix' && next !== undefined) {
      text = (text ?? '') + next
      quoted = true
      at++
    } else text = (text ?? '') + char
  }
  if (quote !== '') throw refuse(`A quote ${quote} in the sync command is never closed.`)
  if (text !== null) found.push({ text, quoted })
  return found
}

/** What only a shell understands, standing alone. */
const SHELL_WORD = /^(\|\|?|&&?|;|\d?>{1,2}(&\d)?|<)$/

/**
 * The arguments of a worker's sync command, {host} {name} {port} {url} filled in. Nothing filled in is split again or read as an option. {name} keeps letters,
 * digits, spaces and . _ - only, the rest becomes _, so that it is a file name anywhere and harmless where the command hands it to a shell
 * elsewhere. Throws bad-request in words.
 */
export function fillCommand(
  worker: Pick<WorkerConfig, 'name' | 'url' | 'syncCommand'>,
  platform: Platform,
  home: string,
): string[] {
  const parts = splitCommand(worker.syncCommand, platform)
  if (parts.length === 0)
    throw refuse(
      `No sync command is set for ${worker.name}.`,
      'Set one in its sheet, e.g. rsync -av models/ {host}:sdwui/models/',
    )
  const values = valuesOf(worker)
  return parts.map(({ text, quoted }) => {
    if (!quoted && SHELL_WORD.test(text))
      throw refuse(
        `The sync command is run without a shell, which ${text} would need.`,
        'Put such a command into a script and name the script here.',
      )
    const template = !quoted && platform === 'posix' && /^~(\/|$)/.test(text) ? home + text.slice(1) : text
    return template.replace(/\{([a-z]+)\}/g, (placeholder, key: string, at: number) => {
      const value = values.get(key)
      if (value === undefined)
        throw refuse(
          `${placeholder} is not known in a sync command.`,
          'Known are {host}, {name}, {port} and {url}.',
        )
      if (at === 0 && value.startsWith('-'))
        throw refuse(
          `${placeholder} is ${value} here, which would be read as an option.`,
          'Put something before it, or rename the worker.',
        )
      return value
    })
  })
}

function valuesOf({ name, url }: Pick<WorkerConfig, 'name' | 'url'>): ReadonlyMap<string, string> {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (!isIPv6(host) && !/^[a-z0-9_][a-z0-9._-]*$/i.test(host))
    throw refuse('The host name of this worker holds characters that a command could misread.')
  return new Map([
    ['host', host],
    ['name', fileName(name)],
    ['port', port || (protocol === 'https:' ? '443' : '80')],
    ['url', url],
  ])
}

const fileName = (name: string) => name.replace(/[^\p{L}\p{N} ._-]/gu, '_').replace(/^\.+/, '_')

/** The command for the eye, arguments with anything odd in them in quotes. */
export const commandInWords = (args: readonly string[]): string =>
  args
    .map((arg) => (/^[\p{L}\p{N}_./:@%+=,{}~\\-]+$/u.test(arg) ? arg : `"${arg.replaceAll('"', '\\"')}"`))
    .join(' ')
