import { z } from 'zod'
import type { WorkerId } from '../../shared/ids.ts'
import { TributaryError } from '../core/failure.ts'
import type { PasswordStore } from '../fleet/worker-store.ts'
import type { KeyValueFile } from './key-value-file.ts'

/** The system's keyring: Electron's safeStorage in the app, none in plain Node. */
export interface Secrets {
  available(): boolean
  /** base64 */
  encrypt(text: string): string
  /** Throws when it was sealed by another user, machine or keyring. */
  decrypt(sealed: string): string
}

/** For processes that have no way to a keyring. */
export const NO_SECRETS: Secrets = {
  available: () => false,
  encrypt: () => {
    throw new TributaryError('no-keyring', 'There is no keyring here.')
  },
  decrypt: () => {
    throw new TributaryError('no-keyring', 'There is no keyring here.')
  },
}

const Kept = z.discriminatedUnion('how', [
  z.object({ how: z.literal('keyring'), sealed: z.string().max(100_000) }),
  z.object({ how: z.literal('clear'), text: z.string().max(10_000) }),
])

/** Passwords in `secrets.json`, one key per worker: sealed by the keyring, or in clear where the user agreed. */
export function createPasswordStore(
  file: KeyValueFile,
  secrets: Secrets,
  report: (text: string) => void,
): PasswordStore {
  const complained = new Set<WorkerId>()
  const complain = (id: WorkerId, why: string) => {
    if (complained.has(id)) return
    complained.add(id)
    report(`A stored password cannot be read: ${why} Enter it again where that machine asks for it.`)
  }
  return {
    get(id) {
      const stored = file.get(keyOf(id))
      if (stored === undefined) return null
      const kept = Kept.safeParse(stored)
      if (!kept.success) {
        complain(id, `its entry in ${file.path} is damaged.`)
        return null
      }
      if (kept.data.how === 'clear') return kept.data.text
      if (!secrets.available()) {
        complain(id, "it is sealed by the system's keyring, which is not available here.")
        return null
      }
      try {
        return secrets.decrypt(kept.data.sealed)
      } catch (error) {
        complain(
          id,
          `the system's keyring does not open it (${error instanceof Error ? error.message : error}).`,
        )
        return null
      }
    },
    set(id, password, options = {}) {
      complained.delete(id)
      if (password === null) return file.delete(keyOf(id))
      if (secrets.available())
        return file.set({ [keyOf(id)]: { how: 'keyring', sealed: secrets.encrypt(password) } })
      if (options.clearText !== true)
        throw new TributaryError(
          'no-keyring',
          'This system has no keyring that could keep the password safe.',
          'Allow it to be stored in clear on this machine, or set up a keyring first.',
          { field: 'password' },
        )
      file.set({ [keyOf(id)]: { how: 'clear', text: password } })
    },
  }
}

const keyOf = (id: WorkerId) => `worker:${id}`
