import { z } from 'zod'
import type { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf, TributaryError } from '../core/failure.ts'
import type { PasswordStore } from '../core/worker-store.ts'
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
    throw new TributaryError('no-keyring', reason('settings.no-keyring'))
  },
  decrypt: () => {
    throw new TributaryError('no-keyring', reason('settings.no-keyring'))
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
  report: (what: Reason) => void,
): PasswordStore {
  const complained = new Set<WorkerId>()
  const complain = (id: WorkerId, what: Reason) => {
    if (complained.has(id)) return
    complained.add(id)
    report(what)
  }
  return {
    get(id) {
      const stored = file.get(keyOf(id))
      if (stored === undefined) return null
      const kept = Kept.safeParse(stored)
      if (!kept.success) {
        complain(id, reason('settings.password-damaged', { file: file.path }))
        return null
      }
      if (kept.data.how === 'clear') return kept.data.text
      if (!secrets.available()) {
        complain(id, reason('settings.password-sealed'))
        return null
      }
      try {
        return secrets.decrypt(kept.data.sealed)
      } catch (error) {
        complain(id, reason('settings.password-not-opened', { error: problemOf(error).message }))
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
          reason('settings.password-needs-keyring'),
          reason('settings.password-needs-keyring.remedy'),
          { field: 'password' },
        )
      file.set({ [keyOf(id)]: { how: 'clear', text: password } })
    },
  }
}

const keyOf = (id: WorkerId) => `worker:${id}`
