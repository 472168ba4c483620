import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ProblemKind } from '../../shared/problem.ts'
import { TributaryError } from '../core/failure.ts'

type StorageKind = Extract<ProblemKind, 'storage-full' | 'storage-denied' | 'storage-broken'>

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const DENIED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
  'EEXIST',
])

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html); extended codes keep them in their low byte. */
const SQLITE = {
  perm: 3,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
}

const REMEDIES: Readonly<Record<StorageKind, string>> = {
  'storage-full':
    'Make room there or choose another folder in Settings, Pictures; storing goes on by itself.',
  'storage-denied': 'Allow writing there, or choose another folder in Settings, Pictures.',
  'storage-broken': 'Check that disk, or choose another folder in Settings, Pictures.',
}

/** What a failed file operation means for a person: a TributaryError of a `storage-*` kind that names the folder. */
export function storageProblem(error: unknown, folder: string): TributaryError {
  if (error instanceof TributaryError) return error
  const code = codeOf(error)
  const kind: StorageKind =
    code !== null && FULL.has(code)
      ? 'storage-full'
      : code !== null && DENIED.has(code)
        ? 'storage-denied'
        : 'storage-broken'
  return new TributaryError(kind, sentenceOf(kind, folder, code, error), REMEDIES[kind], { cause: error })
}

/** Below this many bytes of room SQLite cannot grow the files beside its database (32 KiB a step), and says "disk I/O error". */
const NO_ROOM_BYTES = 256 << 10

/** Whether there is no room left on the disk of a folder; false where that cannot be told. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < NO_ROOM_BYTES
  } catch {
    // No such folder, or a system without the call: the error itself has to tell.
    return false
  }
}

/** The same for the index: `file` is the database. */
export function databaseProblem(
  error: unknown,
  file: string,
  diskFull: (folder: string) => boolean = isDiskFull,
): TributaryError {
  if (error instanceof TributaryError) return error
  const code = sqliteCodeOf(error)
  switch (code === SQLITE.ioError && diskFull(dirname(file)) ? SQLITE.full : code) {
    case SQLITE.full:
      return indexDiskFull(file, error)
    case SQLITE.perm:
    case SQLITE.readOnly:
    case SQLITE.cannotOpen:
      return new TributaryError(
        'storage-denied',
        `The gallery's index ${file} cannot be written.`,
        'Allow writing to that file and its folder.',
        { cause: error },
      )
    case SQLITE.busy:
      return new TributaryError(
        'storage-broken',
        `The gallery's index ${file} is held by another program.`,
        'Close other programs that use it.',
        { cause: error },
      )
    default:
      return new TributaryError(
        'storage-broken',
        `The gallery's index ${file} cannot be used: ${messageOf(error)}.`,
        'Restart Tributary: a broken index is set aside and built anew from the pictures.',
        { cause: error },
      )
  }
}

export const indexDiskFull = (file: string, cause: unknown) =>
  new TributaryError(
    'storage-full',
    `The disk of the gallery's index ${file} is full.`,
    'Make room there; storing goes on by itself.',
    { cause },
  )

/** Bytes that are no database, or a damaged one. */
export function isBrokenDatabase(error: unknown): boolean {
  const code = sqliteCodeOf(error)
  return code === SQLITE.corrupt || code === SQLITE.notADatabase
}

/** `code` of a Node.js file error, e.g. ENOSPC; null for everything else. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

function sqliteCodeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null
}

function sentenceOf(kind: StorageKind, folder: string, code: string | null, error: unknown): string {
  switch (kind) {
    case 'storage-full':
      return `The disk of ${folder} is full${code === 'EDQUOT' ? ' (quota reached)' : ''}.`
    case 'storage-denied':
      return `Pictures cannot be written to ${folder} (${code}).`
    case 'storage-broken':
      return `Writing to ${folder} failed: ${messageOf(error)}.`
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
