import { isIPv6 } from 'node:net'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { WorkerConfig } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'

export interface Argument {
  readonly text: string
  /** false: the way it stands in the template a shell would read it, e.g. a bare | or ~/ */
  readonly quoted: boolean
}

export type Platform = 'posix' | 'windows'

const refuse = (message: Reason, remedy: Reason | null = null) =>
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
  if (quote !== '') throw refuse(reason('fleet.sync-open-quote', { quote }))
  if (text !== null) found.push({ text, quoted })
  return found
}

/** What only a shell understands, standing alone. */
const SHELL_WORD = /^(\|\|?|&&?|;|\d?>{1,2}(&\d)?|<)$/

/**
 * The arguments of a worker's sync command, {host} {name} {port} {url} filled in. Nothing filled in is split again or read as an option. {name} keeps letters,
 * digits, spaces and . _ - only, the rest becomes _, so that it is a file name anywhere and harmless where the command hands it to a shell
 * elsewhere. Throws bad-request.
 */
export function fillCommand(
  worker: Pick<WorkerConfig, 'name' | 'url' | 'syncCommand'>,
  platform: Platform,
  home: string,
): string[] {
  const parts = splitCommand(worker.syncCommand, platform)
  if (parts.length === 0)
    throw refuse(
      reason('fleet.sync-none', { name: worker.name }),
      reason('fleet.sync-none.remedy', { example: 'rsync -av models/ {host}:sdwui/models/' }),
    )
  const values = valuesOf(worker)
  return parts.map(({ text, quoted }) => {
    if (!quoted && SHELL_WORD.test(text))
      throw refuse(reason('fleet.sync-shell', { word: text }), reason('fleet.sync-shell.remedy'))
    const template = !quoted && platform === 'posix' && /^~(\/|$)/.test(text) ? home + text.slice(1) : text
    return template.replace(/\{([a-z]+)\}/g, (placeholder, key: string, at: number) => {
      const value = values.get(key)
      if (value === undefined)
        throw refuse(
          reason('fleet.sync-placeholder', { placeholder }),
          reason('fleet.sync-placeholder.remedy', { known: ['{host}', '{name}', '{port}', '{url}'] }),
        )
      if (at === 0 && value.startsWith('-'))
        throw refuse(reason('fleet.sync-option', { placeholder, value }), reason('fleet.sync-option.remedy'))
      return value
    })
  })
}

function valuesOf({ name, url }: Pick<WorkerConfig, 'name' | 'url'>): ReadonlyMap<string, string> {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (!isIPv6(host) && !/^[a-z0-9_][a-z0-9._-]*$/i.test(host)) throw refuse(reason('fleet.sync-host'))
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
