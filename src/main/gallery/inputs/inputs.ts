import { open, readFile, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { type AddedInput, type InputId, InputPicture, type InputRole } from '../../../shared/input-picture.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { InputMissing } from '../../core/failure.ts'
import type { InputReader } from '../../core/ports.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { storageProblem } from '../storage-error.ts'
import { atMost } from './at-most.ts'
import { InputsFolder, type StoredInput } from './inputs-folder.ts'
import { formatOf, type InputFormat } from './picture-kind.ts'
import { type PreparedInput, prepareInput, scaleMask } from './prepare-input.ts'
import { readInputFile, tooManyBytes } from './read-input-file.ts'

/** Pictures that requests refer to. What is added rejects with `bad-request` for what cannot be used, or a `storage-*` TributaryError. */
export interface Inputs extends InputReader {
  addFile(path: string, role: InputRole): Promise<AddedInput>
  addBytes(bytes: Buffer, name: string, role: InputRole): Promise<AddedInput>
  /** Keeps bytes as they are, for what goes to a server as it was given; null: they are no picture. */
  keep(bytes: Buffer): Promise<InputId | null>
  /** null: it is not stored */
  find(id: InputId): Promise<{ readonly path: string; readonly format: InputFormat } | null>
  has(id: string): boolean
  /** Which of these are not stored; the others count as used now. */
  missing(ids: readonly InputId[]): Promise<InputId[]>
  /** Deletes what was last used before `time` (epoch ms) and is not among `referred`, which is asked only where there is any. Answers how many. */
  purge(time: number, referred: () => Promise<ReadonlySet<string>>, signal: AbortSignal): Promise<number>
}

/** Pictures that are read or decoded at the same time: each may take as much memory as LIMITS allow. */
const AT_ONCE = 2
const PIECE_BYTES = 192 << 10
/** Masks in other sizes that are remembered. */
const REMEMBERED = 1_000

/** Inputs in a folder, which is made with the first one. */
export function openInputs(folder: string): Inputs {
  const files = new InputsFolder(folder)
  const inTurn = atMost(AT_ONCE)
  const scaledMasks = new Map<string, Promise<InputId>>()

  async function add(bytes: Buffer, name: string, role: InputRole): Promise<AddedInput> {
    if (bytes.length > LIMITS.inputBytes) throw tooManyBytes(name, bytes.length)
    const { notes, shaped, ...prepared } = await prepareInput(bytes, name, role)
    const keep = async ({ bytes, format, width, height }: Omit<PreparedInput, 'notes' | 'shaped'>) =>
      InputPicture.parse({ id: await files.keep(bytes, format), name: name.slice(0, 300), width, height })
    return {
      picture: await keep(prepared),
      shape: shaped ? await keep(await prepareInput(bytes, name, 'mask')) : null,
      infotext: role === 'picture' ? (readImageHeader(bytes)?.infotext ?? null) : null,
      notes: [...notes],
    }
  }

  async function stored(id: InputId): Promise<StoredInput> {
    const found = await files.find(id)
    if (found !== null) return found
    throw new InputMissing(id)
  }

  async function scale(id: InputId, size: { width: number; height: number }): Promise<InputId> {
    const { path } = await stored(id)
    return await inTurn(async () => files.keep(await scaleMask(await readFile(path), size), 'png'))
  }

  return {
    addFile: (path, role) =>
      inTurn(async () => {
        const name = basename(path)
        return await add(await readInputFile(path, name), name, role)
      }),
    addBytes: (bytes, name, role) => inTurn(() => add(bytes, name, role)),
    async keep(bytes) {
      const format = bytes.length > LIMITS.inputBytes ? null : formatOf(bytes)
      return format === null ? null : await files.keep(bytes, format)
    },
    find: (id) => files.find(id),
    has: (id) => files.has(id),
    async missing(ids) {
      const gone: InputId[] = []
      for (const id of new Set(ids)) {
        const found = await files.find(id)
        if (found === null) gone.push(id)
        else await files.used(found)
      }
      return gone
    },
    async size(id) {
      const found = await stored(id)
      await files.used(found)
      return found.bytes
    },
    async *read(id) {
      const { path } = await stored(id)
      try {
        await using file = await open(path)
        const piece = Buffer.allocUnsafe(PIECE_BYTES)
        for (;;) {
          const { bytesRead } = await file.read(piece, 0, piece.length)
          if (bytesRead === 0) return
          yield piece.subarray(0, bytesRead)
        }
      } catch (error) {
        throw storageProblem(error, folder)
      }
    },
    async scaled(id, size) {
      const key = `${id} ${size.width}x${size.height}`
      const known = await scaledMasks.get(key)
      // It may have been deleted meanwhile: nothing refers to it but this.
      if (known !== undefined && files.has(known)) return known
      if (scaledMasks.size >= REMEMBERED) scaledMasks.clear()
      const made = scale(id, size)
      scaledMasks.set(key, made)
      try {
        return await made
      } catch (error) {
        scaledMasks.delete(key)
        throw error
      }
    },
    async purge(time, referred, signal) {
      const unused = await files.unusedSince(time)
      if (unused.length === 0) return 0
      const needed = await referred()
      let count = 0
      for (const { id, path } of unused) {
        if (signal.aborted) break
        if (id !== null && needed.has(id)) continue
        await rm(path, { force: true })
        count++
      }
      return count
    },
  }
}
