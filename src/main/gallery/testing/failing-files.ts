import { type GalleryFiles, nodeFiles } from '../gallery-files.ts'

type Operation = keyof GalleryFiles

/** A file system that can be told to fail, e.g. as a full disk does; give it to `openGallery` as `fs`. */
export interface FailingFiles extends GalleryFiles {
  /** From now on these operations fail with this code (ENOSPC: disk full); without a list, those that write. */
  fail(code: string, operations?: readonly Operation[]): void
  /** Works again. */
  heal(): void
  /** As if the process died: what is called from now on never ends. `after`: so many calls of `operation` still pass. */
  die(operation?: Operation, after?: number): void
  /** Resolves with false once it died, and what was called before that has ended. */
  readonly died: Promise<false>
  /** calls so far */
  readonly calls: Readonly<Record<string, number>>
}

const WRITING: readonly Operation[] = ['write', 'place', 'makeFolder', 'syncFolder']

export function failingFiles(files: GalleryFiles = nodeFiles): FailingFiles {
  let failure: { code: string; operations: readonly Operation[] } | null = null
  let death: { operation: Operation | null; left: number } | null = null
  const calls: Record<string, number> = {}
  const { promise: died, resolve: dead } = Promise.withResolvers<false>()
  const underWay = new Set<Promise<unknown>>()
  const pass = <T>(operation: Operation, work: () => Promise<T>): Promise<T> => {
    calls[operation] = (calls[operation] ?? 0) + 1
    if (death !== null && (death.operation === null || death.operation === operation)) {
      if (death.left <= 0) {
        // Everything after it stands still as well.
        death = { operation: null, left: 0 }
        void Promise.allSettled(underWay).then(() => dead(false))
        return new Promise(() => {})
      }
      death.left--
    }
    if (failure?.operations.includes(operation)) {
      const { code } = failure
      return Promise.reject(Object.assign(new Error(`${code}: ${operation} was told to fail`), { code }))
    }
    const working = work()
    underWay.add(working)
    const ended = () => underWay.delete(working)
    working.then(ended, ended)
    return working
  }
  return {
    calls,
    died,
    fail: (code, operations = WRITING) => {
      failure = { code, operations }
    },
    heal: () => {
      failure = null
    },
    die: (operation, after = 0) => {
      death = { operation: operation ?? null, left: after }
    },
    write: (path, bytes) => pass('write', () => files.write(path, bytes)),
    place: (from, to) => pass('place', () => files.place(from, to)),
    syncFolder: (path) => pass('syncFolder', () => files.syncFolder(path)),
    makeFolder: (path) => pass('makeFolder', () => files.makeFolder(path)),
    remove: (path) => pass('remove', () => files.remove(path)),
    removeFolder: (path) => pass('removeFolder', () => files.removeFolder(path)),
    list: (path) => pass('list', () => files.list(path)),
    facts: (path) => pass('facts', () => files.facts(path)),
    read: (path, from, length) => pass('read', () => files.read(path, from, length)),
  }
}
