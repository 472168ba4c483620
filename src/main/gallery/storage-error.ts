import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ProblemKind } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf, TributaryError } from '../core/failure.ts'

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

const REMEDIES: Readonly<Record<StorageKind, Reason>> = {
  'storage-full': reason('gallery.disk-full.remedy'),
  'storage-denied': reason('gallery.not-writable.remedy'),
  'storage-broken': reason('gallery.write-failed.remedy'),
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
  return new TributaryError(kind, whatFailed(kind, folder, code, error), REMEDIES[kind], { cause: error })
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
        reason('gallery.index-not-writable', { file }),
        reason('gallery.index-not-writable.remedy'),
        { cause: error },
      )
    case SQLITE.busy:
      return new TributaryError(
        'storage-broken',
        reason('gallery.index-busy', { file }),
        reason('gallery.index-busy.remedy'),
        { cause: error },
      )
    default:
      return new TributaryError(
        'storage-broken',
        reason('gallery.index-broken', { file, error: whatWasThrown(error) }),
        reason('gallery.index-broken.remedy'),
        { cause: error },
      )
  }
}

export const indexDiskFull = (file: string, cause: unknown) =>
  new TributaryError(
    'storage-full',
    reason('gallery.index-disk-full', { file }),
    reason('gallery.index-disk-full.remedy'),
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

function whatFailed(kind: StorageKind, folder: string, code: string | null, error: unknown): Reason {
  switch (kind) {
    case 'storage-full':
      return code === 'EDQUOT'
        ? reason('gallery.quota-reached', { folder })
        : reason('gallery.disk-full', { folder })
    case 'storage-denied':
      return reason('gallery.not-writable', { folder, code: code ?? '' })
    case 'storage-broken':
      return reason('gallery.write-failed', { folder, error: whatWasThrown(error) })
  }
}

/** Why a file cannot be read, to stand at the end of a sentence about it. */
export function whyUnreadable(error: unknown): Reason {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return reason('gallery.unreadable.absent')
    case 'EISDIR':
      return reason('gallery.unreadable.folder')
    case 'EACCES':
    case 'EPERM':
      return reason('gallery.unreadable.denied')
    default:
      return whatWasThrown(error)
  }
}

/** What an error says, to stand in a sentence about it. */
export const whatWasThrown = (error: unknown): Reason => problemOf(error).message
