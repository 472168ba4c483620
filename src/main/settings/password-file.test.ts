import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'
import { openConfFiles } from './conf-files.ts'
import { createPasswordStore, NO_SECRETS, type Secrets } from './password-file.ts'

let folder: string
let reports: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-secrets-'))
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const id = WorkerId.parse('w-1')
const keyring: Secrets = {
  available: () => true,
  encrypt: (text) => Buffer.from(`sealed ${text}`).toString('base64'),
  decrypt: (sealed) => {
    const text = Buffer.from(sealed, 'base64').toString()
    if (!text.startsWith('sealed ')) throw new Error('sealed by somebody else')
    return text.slice(7)
  },
}
const open = (secrets: Secrets) => {
  const report = (what: Reason) => reports.push(inWords(what))
  return createPasswordStore(openConfFiles(folder, report).secrets, secrets, report)
}
const onDisk = () => readFileSync(join(folder, 'secrets.json'), 'utf8')

describe('passwords', () => {
  it('are sealed by the keyring, never in clear', () => {
    open(keyring).set(id, 'hunter2', { clearText: true })
    expect(onDisk()).not.toContain('hunter2')
    expect(open(keyring).get(id)).toBe('hunter2')
  })

  it('are refused without a keyring, with a way out', () => {
    const store = open(NO_SECRETS)
    expect(() => store.set(id, 'hunter2')).toThrow(
      expect.objectContaining({
        kind: 'no-keyring',
        field: 'password',
        remedy: reason('settings.password-needs-keyring.remedy'),
      }),
    )
    expect(store.get(id)).toBeNull()
  })

  it('are kept in clear where the user allowed it for this one', () => {
    open(NO_SECRETS).set(id, 'hunter2', { clearText: true })
    expect(open(NO_SECRETS).get(id)).toBe('hunter2')
    expect(open(keyring).get(id)).toBe('hunter2')
    expect(() => open(NO_SECRETS).set(WorkerId.parse('w-2'), 'x')).toThrow('no keyring')
  })

  it('are forgotten when asked to', () => {
    const store = open(keyring)
    store.set(id, null)
    store.set(id, 'hunter2')
    store.set(id, null)
    expect(store.get(id)).toBeNull()
    expect(onDisk()).not.toContain('w-1')
  })

  it.each([
    ['where the keyring is not there', () => NO_SECRETS, 'not available here'],
    [
      'by another keyring',
      () => ({
        ...keyring,
        decrypt: () => {
          throw new Error('wrong key')
        },
      }),
      'wrong key',
    ],
  ])('sealed %s are not there, which is said once and destroys nothing', (_, secrets, why) => {
    open(keyring).set(id, 'hunter2')
    const store = open(secrets())
    expect([store.get(id), store.get(id)]).toEqual([null, null])
    expect(reports).toEqual([expect.stringContaining(why)])
    expect(open(keyring).get(id)).toBe('hunter2')
  })

  it('that are damaged on disk are not there', () => {
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ 'worker:w-1': { how: 'magic' } }))
    expect(open(keyring).get(id)).toBeNull()
    expect(reports[0]).toContain('damaged')
  })
})
