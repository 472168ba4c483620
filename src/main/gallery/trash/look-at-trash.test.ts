import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type GalleryFiles, nodeFiles } from '../gallery-files.ts'
import { closeDatabase, openDatabase } from '../index/database.ts'
import { ImageTable } from '../index/image-table.ts'
import { pictureRecord } from '../picture-record.ts'
import { metaOf } from '../testing/gallery-fixture.ts'
import { lookAtTrash } from './look-at-trash.ts'
import { TRASH_FOLDER, trashName } from './trash-place.ts'

/** ms of the processor's time that the look may take before others get their turn */
const LONGEST_MS = 50

let root: string
let folder: string
let db: DatabaseSync
let table: ImageTable
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tributary-look-'))
  folder = join(root, 'pictures')
  db = openDatabase(join(root, 'gallery.db'), () => 0).db
  table = new ImageTable(db)
})
afterEach(() => {
  closeDatabase(db)
  rmSync(root, { recursive: true, force: true })
})

/** Rows of pictures in the trash of the folder; answers their ids. */
function trashed(count: number): string[] {
  return table.write(() =>
    Array.from({ length: count }, (_, index) => {
      const facts = { format: 'png', bytes: 4, width: 64, height: 64 } as const
      const image = pictureRecord(metaOf(index), { ...facts, file: `${index}.png` }, index)
      const seq = table.insert(image, folder, null)
      const trash = trashName(image.id, image.file)
      table.trash.beginTrashing(seq, { trash, at: 1, mover: 'me' })
      table.trash.setTrashed(seq)
      return image.id
    }),
  )
}

const look = (files: GalleryFiles = nodeFiles) =>
  lookAtTrash({ files, table, wall: () => 5 }, folder, new AbortController().signal)

/** The longest time, in ms of the processor, that `work` took between two turns of the event loop. */
async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [over, longest, last] = [false, 0, spent()]
  const turn = () => {
    longest = Math.max(longest, spent() - last)
    last = spent()
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  over = true
  turn()
  return longest
}

describe('the look at the trash', () => {
  it('asks for no row of its own for what lies where its row says', async () => {
    const ids = trashed(3)
    for (const id of ids) mkdirSync(join(folder, TRASH_FOLDER, id), { recursive: true })
    const byId = vi.spyOn(table.trash, 'placeById')
    expect(await look()).toEqual([])
    expect(byId).not.toHaveBeenCalled()
    expect(table.trash.size().count).toBe(3)
  })

  it('takes a picture back that lies in its place and not in the trash, also beyond the first page', async () => {
    const ids = trashed(5_000)
    const back = String(ids.at(-1))
    const names = ids.slice(0, -1).map((name) => ({ name, kind: 'folder' as const }))
    mkdirSync(folder)
    writeFileSync(join(folder, '4999.png'), 'four')
    await look({ ...nodeFiles, list: async () => names })
    expect(table.trash.size().count).toBe(4_999)
    expect(table.listed.byId(back)?.image.file).toBe('4999.png')
  })

  it('leaves others their turn while it looks at many thousands', async () => {
    const names = trashed(30_000).map((name) => ({ name, kind: 'folder' as const }))
    const files = { ...nodeFiles, list: async () => names }
    // The best of three: collecting garbage is not the look's.
    const stretches = [0, 0, 0]
    for (const at of stretches.keys()) stretches[at] = await longestStretch(() => look(files))
    expect(Math.min(...stretches)).toBeLessThan(LONGEST_MS)
  })
})
