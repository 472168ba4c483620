import { isIPv6 } from 'node:net'
import type { TransferWorker } from './transfer-worker.ts'

/** A name as `--distributed-remotes` can hold it: no spaces, no colons, nothing a shell would take for its own. */
export const commandLineName = (name: string): string =>
  name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, '') || 'worker'

/**
 * `--distributed-remotes name:address:port ...` in one line. What that cannot say (https, a sub-path, IPv6, a password) follows as a line
 * `name=URL` each. `passwordOf` null: without user names and passwords.
 */
export function exportAddresses(
  workers: readonly TransferWorker[],
  passwordOf: ((worker: TransferWorker) => string | null) | null,
): string {
  const remotes: string[] = []
  const urls: string[] = []
  for (const worker of workers) {
    const url = new URL(worker.config.url)
    const name = commandLineName(worker.config.name)
    const user = passwordOf === null ? null : worker.config.user
    const simple = url.protocol === 'http:' && url.pathname === '/' && !isIPv6(url.hostname.slice(1, -1))
    if (simple && user === null) remotes.push(`${name}:${url.hostname}:${url.port || 80}`)
    else urls.push(`${name}=${withCredentials(worker.config.url, user, passwordOf?.(worker) ?? null)}`)
  }
  return [...(remotes.length === 0 ? [] : [`--distributed-remotes ${remotes.join(' ')}`]), ...urls, ''].join(
    '\n',
  )
}

function withCredentials(url: string, user: string | null, password: string | null): string {
  if (user === null) return url
  const secret = password === null ? '' : `:${escaped(password)}`
  return url.replace('://', () => `://${escaped(user)}${secret}@`)
}

/** encodeURIComponent leaves quotes and brackets, which a text around an address may hold too. */
const escaped = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
