import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImageId } from '../../../shared/ids.ts'
import type { Sheet } from '../../../shared/sheet.ts'
import { TributaryError } from '../../core/failure.ts'
import { SHEET_LIMITS, sheetLayout } from './sheet-layout.ts'
import { writeSheet } from './write-sheet.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-sheet-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const COLOURS = { red: '#c02020', green: '#20a040', blue: '#2040c0' } as const
const id = (name: string) => ImageId.parse(name)

async function pictures(width = 96, height = 64): Promise<void> {
  for (const [name, background] of Object.entries(COLOURS))
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toFile(join(folder, `${name}.png`))
}
const write = async (sheet: Sheet) => {
  const told: string[] = []
  const written = await writeSheet(sheet, {
    file: join(folder, 'all.png'),
    pathOf: async (image) => (image === 'gone' ? null : join(folder, `${image}.png`)),
    onProgress: (done, of) => told.push(`${done}/${of}`),
  })
  return { ...written, told }
}
const pixelAt = async (left: number, top: number) => {
  const [r, g, b] = await sharp(join(folder, 'all.png'))
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer()
  return `#${[r, g, b].map((value = 0) => value.toString(16).padStart(2, '0')).join('')}`
}

describe('a table as one picture', () => {
  it('has each picture in its cell, labels, and grey where there is none', async () => {
    await pictures()
    await writeFile(join(folder, 'broken.png'), 'no picture')
    const sheet: Sheet = {
      title: 'Sampler × steps <b>&',
      columns: ['Euler a', 'a very long label that is wrapped into its cell'],
      rows: ['10', '20 & "30"', ''],
      cells: [id('red'), id('green'), id('blue'), null, id('gone'), id('broken')],
    }
    const { width, height, scale, told } = await write(sheet)
    const layout = sheetLayout(sheet, { width: 96, height: 64 })
    if (layout === null) throw new Error('it fits')
    expect(scale).toBe(1)
    expect(await sharp(join(folder, 'all.png')).metadata()).toMatchObject({ width, height, format: 'png' })
    const middle = (column: number, row: number) =>
      pixelAt(layout.left + column * (96 + 8) + 48, layout.top + row * (64 + 8) + 32)
    expect(await middle(0, 0)).toBe(COLOURS.red)
    expect(await middle(1, 0)).toBe(COLOURS.green)
    expect(await middle(0, 1)).toBe(COLOURS.blue)
    for (const [column, row] of [
      [1, 1],
      [0, 2],
      [1, 2],
    ] as const)
      expect(await middle(column, row)).toBe('#eef0f5')
    expect(told).toEqual(['1/3', '2/3', '3/3'])
    const heads = { left: 0, top: 0, width, height: layout.top }
    const { dominant } = await sharp(join(folder, 'all.png')).extract(heads).stats()
    expect(dominant.r).toBeGreaterThan(240)
    const ink = await sharp(await sharp(join(folder, 'all.png')).extract(heads).png().toBuffer()).stats()
    expect(ink.channels[0]?.min).toBeLessThan(120)
  })

  it('shows a picture that is transparent on white, one of another shape whole on grey, and enlarges no label', async () => {
    await pictures()
    await sharp({ create: { width: 96, height: 64, channels: 4, background: '#00000000' } })
      .png()
      .toFile(join(folder, 'clear.png'))
    await sharp({ create: { width: 32, height: 64, channels: 3, background: COLOURS.blue } })
      .png()
      .toFile(join(folder, 'tall.png'))
    await write({
      title: '',
      columns: ['1', '2', '3'],
      rows: null,
      cells: [id('red'), id('clear'), id('tall')],
    })
    const layout = sheetLayout({ title: '', columns: ['1', '2', '3'], rows: null }, { width: 96, height: 64 })
    if (layout === null) throw new Error('it fits')
    const at = (column: number, x: number) => pixelAt(layout.left + column * (96 + 8) + x, layout.top + 32)
    expect([await at(1, 48), await at(2, 48), await at(2, 8), await at(2, 88)]).toEqual([
      ...['#ffffff', COLOURS.blue, '#eef0f5', '#eef0f5'],
    ])
  })

  it('is a row without labels in front where there is one axis', async () => {
    await pictures()
    const { width } = await write({
      title: '',
      columns: ['1', '2'],
      rows: null,
      cells: [id('red'), id('blue')],
    })
    expect(width).toBe(24 + 96 * 2 + 8 + 24)
  })

  it('refuses a table without pictures, and leaves no file behind', async () => {
    await expect(write({ title: '', columns: ['1'], rows: null, cells: [null] })).rejects.toThrow(
      TributaryError,
    )
    await expect(write({ title: '', columns: ['1'], rows: null, cells: [id('gone')] })).rejects.toThrow()
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing unfinished behind where the file cannot get its name', async () => {
    await pictures()
    await mkdir(join(folder, 'all.png'))
    const sheet: Sheet = { title: '', columns: ['1'], rows: null, cells: [id('red')] }
    await expect(write(sheet)).rejects.toThrow(/EISDIR|EPERM|EEXIST/)
    expect((await readdir(folder)).sort()).toEqual(['all.png', 'blue.png', 'green.png', 'red.png'])
  })
})

describe('the size of a table as one picture', () => {
  const of = (columns: number, rows: number, side = 1024) =>
    sheetLayout(
      { title: 't', columns: Array<string>(columns).fill('x'), rows: Array<string>(rows).fill('y') },
      { width: side, height: side },
    )
  it('is that of its pictures while it is within the limits', () => {
    expect(of(4, 3)).toMatchObject({ scale: 1, cell: { width: 1024, height: 1024 } })
  })
  it.each([
    [10, 10],
    [100, 100],
    [120, 80],
    [1, 200],
  ])('is smaller for %d by %d cells', (columns, rows) => {
    const layout = of(columns, rows)
    expect(layout?.scale).toBeLessThan(1)
    expect(Math.max(layout?.width ?? 0, layout?.height ?? 0)).toBeLessThanOrEqual(SHEET_LIMITS.side)
    expect((layout?.width ?? 0) * (layout?.height ?? 0)).toBeLessThanOrEqual(SHEET_LIMITS.pixels)
  })
  it('is none where the cells would be too small to see', () => {
    expect(of(1, 1000)).toBeNull()
    expect(of(2000, 5, 64)).toBeNull()
  })
})
